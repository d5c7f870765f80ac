package io.gokafka.harness.cluster;

import io.gokafka.api.LogId;
import io.gokafka.faultydisk.PowerLoss;
import io.gokafka.harness.Folders;
import io.gokafka.storage.faulty.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;

/** The disk of one broker, and what can be done to it. For one thread at a time. */
public final class Disk {
    private final Layout layout;
    private final String id;
    private final NodeStorage storage;
    private volatile boolean full;
    private volatile boolean misbehaving;
    private volatile boolean damaged;

    Disk(Layout layout, String id, NodeStorage storage) {
        this.layout = layout;
        this.id = id;
        this.storage = storage;
    }

    void prepare() throws IOException {
        if (isFaulty()) {
            Files.createDirectories(layout.journal(id));
            Files.createDirectories(layout.control(id).getParent());
        }
    }

    List<String> settings() {
        List<String> settings = new ArrayList<>(storage.settings());
        if (isFaulty()) {
            settings.add("storage.faulty.journal=" + layout.journal(id));
            settings.add("storage.faulty.control=" + layout.control(id));
        }
        return settings;
    }

    /** The name of the storage that can read it while the broker does not run. */
    public String plugin() {
        return storage.plugin();
    }

    /** Whether it can lose power, and {@link #misbehave}. */
    public boolean isFaulty() {
        return storage.onFaultyDisk();
    }

    /** Whether it was told to {@link #misbehave}, and does still. */
    public boolean isMisbehaving() {
        return misbehaving;
    }

    /**
     * Whether a replica whose log {@link #damage} has hit gets everything from the others by itself. Of a database it may as well be
     * the database that is hit, with all replicas at once, and that does not start.
     */
    public boolean isRepairable() {
        return !plugin().equals("rocksdb");
    }

    /** Whether it was made full, and is still. */
    boolean isFull() {
        return full;
    }

    /** Where the storage keeps its logs. */
    public Path storage() {
        return layout.data(id).resolve("storage");
    }

    /** The power failed, and the broker is dead: of what it had not synced, the seed decides what is there. */
    public String losePower(long seed) throws IOException {
        if (!isFaulty()) {
            return "the process alone died, as nothing can be put below RocksDB";
        }
        if (!Files.exists(layout.journal(id).resolve("root"))) {
            return "it had no data yet";
        }
        return String.join(", ", PowerLoss.apply(layout.journal(id), seed));
    }

    /** A bit flips, a file is cut, a page is zero, a file is gone; the broker is stopped. */
    public String damage(Random random) throws IOException {
        Damage damage = damageOfFiles(random.nextLong());
        if (damage.isImpossible()) {
            return "there was nothing to damage";
        }
        damaged = true;
        return switch (random.nextInt(4)) {
            case 0 -> damage.flipBits(1 + random.nextInt(3));
            case 1 -> damage.cut(1 + random.nextInt(10_000));
            case 2 -> damage.zeroPage();
            default -> damage.deleteFile();
        };
    }

    /** Whether it was damaged, and neither emptied nor {@link #repaired} since. */
    public boolean isDamaged() {
        return damaged;
    }

    /** The broker has found the damage, and has repaired itself. */
    public void repaired() {
        damaged = false;
    }

    private Damage damageOfFiles(long seed) throws IOException {
        return plugin().equals("rocksdb")
                ? Damage.ofFiles(databaseFiles(), seed)
                : new Damage(storage(), logs(), Damage.Segments.ANY, seed);
    }

    /** The database's tables, blobs and write-ahead log. */
    private List<Path> databaseFiles() throws IOException {
        Path database = storage().resolve("db");
        if (!Files.isDirectory(database)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(database)) {
            return files.filter(file -> file.toString().matches(".*\\.(sst|blob|log)"))
                    .toList();
        }
    }

    private List<LogId> logs() throws IOException {
        if (!Files.isDirectory(storage())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(storage())) {
            return folders.filter(Files::isDirectory)
                    .map(f -> f.getFileName().toString())
                    .filter(n -> !n.contains("~"))
                    .map(LogId::new)
                    .toList();
        }
    }

    /** All data is gone; the broker is stopped. */
    public void wipe() throws IOException {
        damaged = false;
        Folders.delete(layout.data(id));
        Folders.delete(layout.journal(id));
    }

    /** The logs are gone, and the disk still says whose it is; the broker is stopped. */
    public void wipeStorage() throws IOException {
        damaged = false;
        Folders.delete(storage());
        Folders.delete(layout.journal(id));
    }

    /** Tells the layer below the storage what to do wrong from now on, instead of what it was told before; nothing: all is well. */
    public void misbehave(String... pairs) throws IOException {
        full = List.of(pairs).contains("full");
        misbehaving = pairs.length > 0;
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        Path file = layout.control(id);
        Path next = file.resolveSibling(id + ".next");
        try (var out = Files.newBufferedWriter(next)) {
            properties.store(out, null);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

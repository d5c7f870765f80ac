package io.gokafka.faultydisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;

/** A directory on a journaled disk, what can be done there, and what a power loss may leave of it. */
final class Rules implements AutoCloseable {
    private final Path data;
    private final Path journalFolder;
    private final Disk real;
    private Journal journal;
    private Path faulty;

    Rules(Path root, Disk real) throws IOException {
        this.data = Files.createDirectory(root.resolve("data"));
        this.journalFolder = root.resolve("journal");
        this.real = real;
        this.journal = Journal.open(journalFolder, data);
        this.faulty = onDisk();
    }

    private Path onDisk() {
        Disk disk = new JournaledDisk(real, journal, () -> {
            // Nobody is killed.
        });
        return new FaultyFileSystem(disk).path(data);
    }

    Path data() {
        return data;
    }

    Path journalFolder() {
        return journalFolder;
    }

    Path path(String name) {
        return faulty.resolve(name);
    }

    FileChannel open(String name) throws IOException {
        return FileChannel.open(path(name), StandardOpenOption.WRITE, StandardOpenOption.READ);
    }

    /** A file that is there for good. */
    void durable(String name, String content) throws IOException {
        Files.writeString(path(name), content);
        force(name);
        force("");
    }

    void write(String name, long position, String text) throws IOException {
        write(name, position, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(String name, long position, byte[] bytes) throws IOException {
        try (FileChannel channel = open(name)) {
            channel.write(ByteBuffer.wrap(bytes), position);
        }
    }

    void truncate(String name, long size) throws IOException {
        try (FileChannel channel = open(name)) {
            channel.truncate(size);
        }
    }

    void rename(String from, String to) throws IOException {
        Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Of a file, or of a directory; the directory itself has no name. */
    void force(String name) throws IOException {
        try (FileChannel channel = FileChannel.open(path(name), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** As when the process is killed and started again. */
    void restart() throws IOException {
        journal.close();
        journal = Journal.open(journalFolder, data);
        faulty = onDisk();
    }

    String content(String name) {
        try {
            return Files.readString(data.resolve(name));
        } catch (NoSuchFileException e) {
            return "none";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does something in a new directory of its own for each seed, and collects what a power loss leaves. */
    static <T> Set<T> outcomes(Path root, Scenario<T> scenario) throws IOException {
        Set<T> outcomes = new TreeSet<>();
        for (int seed = 0; seed < 100; seed++) {
            Path folder = Files.createDirectory(root.resolve("seed" + seed));
            try (Rules rules = new Rules(folder, new UnsyncedDisk())) {
                scenario.before(rules);
                PowerLoss.apply(rules.journalFolder(), seed);
                outcomes.add(scenario.outcome(rules));
            }
            JournalFolder.deleteTree(folder);
        }
        return outcomes;
    }

    /** What is done, and what is looked at. */
    interface Scenario<T> {
        void before(Rules rules) throws IOException;

        T outcome(Rules rules) throws IOException;
    }

    /** Where the content of a file is looked at. */
    static Set<String> contents(Path root, String name, Before before) throws IOException {
        return outcomes(root, new Scenario<String>() {
            @Override
            public void before(Rules rules) throws IOException {
                before.run(rules);
            }

            @Override
            public String outcome(Rules rules) {
                return rules.content(name);
            }
        });
    }

    /** What is done. */
    interface Before {
        void run(Rules rules) throws IOException;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}

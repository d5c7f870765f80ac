package io.gokafka.storage.file;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.tck.storage.Batches;
import io.gokafka.tck.storage.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a storage with one log, which tests look at, damage and copy. */
final class LogFiles {
    static final LogId LOG = new LogId("topic-0");
    static final LogConfig ONE_SEGMENT = LogConfig.DEFAULT;
    static final LogConfig SMALL_SEGMENTS = new LogConfig(400, Duration.ofDays(7));

    private final Path root;
    private final ManualClock clock = new ManualClock();

    LogFiles(Path root) {
        this.root = root;
    }

    ManualClock clock() {
        return clock;
    }

    FileStorage open(String... settings) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return (FileStorage) new FileStorageProvider().open(new StorageContext(root, new Settings(values), clock));
    }

    Path root() {
        return root;
    }

    Path directory() {
        return root.resolve(LOG.value());
    }

    /** The segments, oldest first. */
    List<Path> segments() throws IOException {
        return named(".log");
    }

    List<Path> indexes() throws IOException {
        return named(".index");
    }

    Path lastSegment() throws IOException {
        return segments().getLast();
    }

    private List<Path> named(String end) throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    /** The content of all files, by name. */
    Map<String, ByteBuffer> contents() throws IOException {
        Map<String, ByteBuffer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory())) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    /** As after a crash: a copy of what is there now. */
    LogFiles copyTo(Path target) throws IOException {
        Files.createDirectories(target.resolve(LOG.value()));
        try (Stream<Path> files = Files.list(directory())) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(LOG.value()).resolve(file.getFileName()));
            }
        }
        return new LogFiles(target);
    }

    /** Appends batches of one record each, whose text is the offset. */
    static void fill(ReplicaStore store, long term, int batches) {
        for (int i = 0; i < batches; i++) {
            long end = store.log().bounds().endOffset();
            store.log().append(store.log().bounds().lastIndex() + 1, List.of(Batches.of(term, Long.toString(end))));
        }
    }

    static List<String> values(PartitionLog log) {
        return Batches.values(log.read(log.bounds().startOffset(), Long.MAX_VALUE, Integer.MAX_VALUE));
    }

    static void flipBit(Path file, long position) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) position] ^= 1;
        Files.write(file, bytes);
    }

    static void zero(Path file, int from, int to) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, from, to, (byte) 0);
        Files.write(file, bytes);
    }
}

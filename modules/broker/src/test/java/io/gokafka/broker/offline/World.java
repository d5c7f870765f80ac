package io.gokafka.broker.offline;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.Vote;
import io.gokafka.broker.lifecycle.DataDirectory;
import io.gokafka.broker.lifecycle.Identity;
import io.gokafka.broker.plugin.Plugins;
import io.gokafka.tck.storage.Batches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** The data directory of a broker that does not run, with logs of all sorts. */
final class World {
    static final BrokerId NODE = new BrokerId("node1");
    static final LogId EMPTY = new LogId("empty-0.00000000000000000000000000000001");
    static final LogId LARGE = new LogId("large-0.00000000000000000000000000000002");
    static final LogId LIVED = new LogId("lived-3.00000000000000000000000000000003");
    static final LogConfig CONFIG = new LogConfig(1 << 20, Duration.ofDays(7));
    static final Settings SETTINGS =
            new Settings(Map.of("storage.rocksdb.memory", "16MiB", "storage.rocksdb.write-buffers", "4MiB"));

    /** All that a replica has; what is durable is not compared. */
    record Content(
            LogBounds bounds,
            List<TermStart> terms,
            long previousTerm,
            List<ByteBuffer> entries,
            Vote vote,
            Optional<Snapshot> snapshot) {}

    private World() {}

    static StorageProvider provider(String name) {
        return Plugins.discover(List.of()).storageForTools(name);
    }

    /** Makes the directory of a broker, with logs in a storage. */
    static Path create(Path directory, String storage) {
        try (DataDirectory data = DataDirectory.open(directory, NODE)) {
            data.store(new Identity(
                    "cluster", NODE, UUID.randomUUID(), storage, "storage", List.of(NODE), Map.of(), true));
            try (Storage logs = open(provider(storage), data.storageFolder())) {
                write(logs);
            }
        }
        return directory;
    }

    static Storage open(StorageProvider provider, Path folder) {
        return provider.open(new StorageContext(folder, SETTINGS, Clock.systemUTC()));
    }

    private static void write(Storage logs) {
        try (ReplicaStore empty = logs.open(EMPTY, CONFIG)) {
            empty.votes().store(new Vote(4, Optional.of(new BrokerId("node3"))));
        }
        try (ReplicaStore large = logs.open(LARGE, CONFIG)) {
            for (int i = 1; i <= 30; i++) {
                large.log().append(i, List.of(Batches.ofSize(1 + i / 10, 100_000)));
            }
            large.votes().store(new Vote(4, Optional.empty()));
        }
        try (ReplicaStore lived = logs.open(LIVED, CONFIG)) {
            PartitionLog log = lived.log();
            log.reset(100, 1000, 5);
            log.append(100, List.of(Batches.control(Batches.TIME, 6), Batches.of(6, "a", "b")));
            log.append(102, List.of(Batches.control(Batches.TIME, 8), Batches.of(8, "c"), Batches.of(8, "d")));
            log.dropPrefix(101);
            log.truncateSuffix(104);
            lived.votes().store(new Vote(9, Optional.of(NODE)));
            lived.snapshots().store(new Snapshot(101, 6, 1002, List.of(NODE, new BrokerId("node2")), new byte[5000]));
        }
    }

    /** What the broker of a directory would find if it started now. */
    static Map<LogId, Content> contents(Path directory) {
        try (StoppedBroker broker = StoppedBroker.toChange(directory);
                Storage logs = open(provider(broker.storage()), broker.storageFolder())) {
            Map<LogId, Content> contents = new TreeMap<>();
            for (LogId id : logs.list()) {
                try (ReplicaStore store = logs.open(id, CONFIG)) {
                    contents.put(id, content(store));
                }
            }
            return contents;
        }
    }

    private static Content content(ReplicaStore store) {
        LogBounds b = store.log().bounds();
        List<ByteBuffer> entries = new ArrayList<>();
        for (long index = b.firstIndex(); index <= b.lastIndex(); ) {
            List<RecordBatch> read = Batches.in(store.log().readEntries(index, Long.MAX_VALUE, 1 << 20));
            read.forEach(batch -> entries.add(batch.buffer()));
            index += read.size();
        }
        return new Content(
                new LogBounds(
                        b.firstIndex(), b.lastIndex(), b.startOffset(), b.endOffset(), b.lastTerm(), b.lastIndex()),
                store.log().terms(),
                store.log().termAt(b.firstIndex() - 1),
                entries,
                store.votes().load(),
                store.snapshots().load());
    }

    static String storageOf(Path directory) {
        try (StoppedBroker broker = StoppedBroker.toRead(directory)) {
            return broker.storage();
        }
    }

    /** Changes the logs of a directory as its broker would. */
    static void change(Path directory, Consumer<Storage> change) {
        try (StoppedBroker broker = StoppedBroker.toChange(directory);
                Storage logs = open(provider(broker.storage()), broker.storageFolder())) {
            change.accept(logs);
        }
    }

    /** Converts the data of a directory. */
    static Conversion.Result convert(Path directory, String to, ConversionListener listener) throws IOException {
        try (StoppedBroker broker = StoppedBroker.toChange(directory)) {
            return new Conversion(broker, provider(broker.storage()), provider(to), SETTINGS, CONFIG, listener).run();
        }
    }

    /** Hears every call of a conversion as one. */
    static ConversionListener at(Runnable each) {
        return new ConversionListener() {
            @Override
            public void begins(Phase phase) {
                each.run();
            }

            @Override
            public void log(LogId id) {
                each.run();
            }

            @Override
            public void done(long bytes) {
                each.run();
            }
        };
    }

    /** Copies a directory as it is: what is left when the process that writes there is killed now. */
    static void copy(Path from, Path to) throws IOException {
        try (var tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }
}

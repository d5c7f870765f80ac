package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The process that {@link RewriteKillTest} kills: it grows a log and compacts it, and says which part it is at. */
final class RewriteKillMain {
    /** Entries that are appended before each rewrite: several megabytes, so that it takes several writes. */
    private static final int ENTRIES = 300;

    private RewriteKillMain() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        World world = World.open(Path.of(args[0]), Map.of(RocksSettings.MAX_WAL.name(), "4MiB"), Database::wal);
        ReplicaStore store = world.open(World.LOG);
        PartitionLog log = store.log();
        while (true) {
            World.fill(store, ENTRIES, 10_000);
            log.sync();
            List<LogSegment> segments = log.segments();
            long from = segments.stream()
                    .mapToLong(LogSegment::firstIndex)
                    .filter(index -> index > log.compactedIndex())
                    .findFirst()
                    .orElseThrow();
            long to = segments.getLast().firstIndex() - 1;
            System.out.println("begins " + from + " " + to + ";");
            log.rewrite(from, to, World.EVERY_THIRD);
            System.out.println("ended " + from + " " + to + ";");
            log.rewrite(segments.getFirst().firstIndex(), to, World.EVERY_THIRD);
            log.noteCompacted(to);
            System.out.println("noted " + from + " " + to + ";");
        }
    }
}

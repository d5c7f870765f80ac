package io.gokafka.storage.rocksdb;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.ReplicaStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The process that {@link KillTest} kills: a thread a log appends, syncs, and says how much is durable. */
final class KillMain {
    static final int LOGS = 4;

    private KillMain() {}

    static LogId log(String name) {
        return new LogId(name);
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        World world = World.open(Path.of(args[0]), Map.of(RocksSettings.MAX_WAL.name(), "4MiB"), Database::wal);
        for (int i = 0; i < LOGS; i++) {
            String name = "log-" + i;
            ReplicaStore store = world.open(log(name));
            Thread.ofPlatform().start(() -> {
                while (true) {
                    int size = ThreadLocalRandom.current().nextInt(10) == 0 ? 30_000 : 200;
                    World.fill(store, ThreadLocalRandom.current().nextInt(1, 6), size);
                    System.out.println(name + " " + store.log().sync() + ";");
                }
            });
        }
    }
}

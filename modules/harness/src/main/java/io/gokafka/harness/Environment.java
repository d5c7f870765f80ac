package io.gokafka.harness;

import io.gokafka.harness.cluster.Layout;
import io.gokafka.harness.cluster.NodeStorage;
import io.gokafka.harness.net.NamespaceNetwork;
import io.gokafka.harness.net.Network;
import io.gokafka.harness.net.ProxyNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What this machine offers.
 *
 * @param root the folder of the project
 * @param proxies whether the network is made of proxies
 * @param clock the library that puts clocks off; empty when it cannot be made
 */
record Environment(Path root, boolean proxies, Optional<Path> clock) {
    /** Small segments, so that they are rolled; all is read every few seconds, so that damage does not go unnoticed. */
    private static final List<String> SETTINGS = List.of(
            "segment-bytes=1MiB",
            "retention-check-interval=2s",
            "scrub-interval=3s",
            "scrub-rate=32MiB",
            "default-replication-factor=3",
            "group-initial-rebalance-delay=500ms");

    private static final String IN_ROCKSDB = "storage=rocksdb";

    /** Little memory, so that tables and blobs are written and merged within a run. */
    private static final NodeStorage ROCKSDB = new NodeStorage(
            "rocksdb",
            List.of(
                    IN_ROCKSDB,
                    "storage.rocksdb.memory=16MiB",
                    "storage.rocksdb.write-buffers=4MiB",
                    "storage.rocksdb.max-wal=4MiB",
                    "storage.rocksdb.min-blob=512B"),
            false);

    /** @throws IllegalArgumentException when the machine has not what the options ask for */
    static Environment of(Options options) {
        boolean namespaces = Boolean.getBoolean("gokafka.harness.namespaces");
        if (options.network.equals("namespaces") && !namespaces) {
            throw new IllegalArgumentException(
                    "no network namespaces: " + System.getProperty("gokafka.harness.obstacle", "start it by ./attack"));
        }
        boolean proxies = options.network.equals("proxy") || !namespaces;
        Path root = Path.of(System.getProperty("gokafka.root", ".")).toAbsolutePath();
        return new Environment(root, proxies, Clocks.library(root));
    }

    Network network() throws IOException {
        return proxies ? new ProxyNetwork() : new NamespaceNetwork();
    }

    /** Why there is no better network; nothing when there is none better. */
    String why() {
        String obstacle = System.getProperty("gokafka.harness.obstacle", "");
        return proxies && !obstacle.isEmpty() ? ", as " + obstacle : "";
    }

    /** Whether brokers have clocks that can be set. */
    boolean clocks() {
        return clock.isPresent();
    }

    /** Brokers as users have them, on their defaults. */
    Layout plain(Path folder, IntPredicate inRocksDb) {
        return new Layout(
                root.resolve("distribution/target/gokafka"),
                folder,
                List.of(),
                Map.of("GOKAFKA_JVM_OPTS", "-XX:-UsePerfData"),
                number -> inRocksDb.test(number)
                        ? new NodeStorage("rocksdb", List.of(IN_ROCKSDB), false)
                        : new NodeStorage("file", List.of(), false));
    }

    /** Brokers whose clocks can be made to fail, and the disks of those that are not in RocksDB, with small segments. */
    Layout layout(Path folder, IntPredicate inRocksDb) {
        NodeStorage files = new NodeStorage(
                "file",
                List.of(
                        "storage=faulty",
                        "storage.file.verify-sealed=true",
                        "plugin-dirs=" + root.resolve("modules/storage-faulty/target/plugin")),
                true);
        Map<String, String> variables =
                new HashMap<>(Map.of("GOKAFKA_HEAP", "256m", "GOKAFKA_JVM_OPTS", "-XX:-UsePerfData"));
        clock.ifPresent(library -> variables.putAll(Clocks.variables(library, "{clock}")));
        return new Layout(
                root.resolve("distribution/target/gokafka"),
                folder,
                SETTINGS,
                variables,
                number -> inRocksDb.test(number) ? ROCKSDB : files);
    }
}

package io.gokafka.harness;

import io.gokafka.harness.cluster.Layout;
import io.gokafka.harness.net.NamespaceNetwork;
import io.gokafka.harness.net.Network;
import io.gokafka.harness.net.ProxyNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this machine offers.
 *
 * @param root the folder of the project
 * @param proxies whether the network is made of proxies
 * @param clock the library that puts clocks off; empty when it cannot be made
 */
record Environment(Path root, boolean proxies, Optional<Path> clock) {
    /** Small segments, so that they are rolled; damage in closed ones must not go unnoticed. */
    private static final List<String> SETTINGS = List.of(
            "storage=faulty",
            "storage.file.verify-sealed=true",
            "segment-bytes=1MiB",
            "retention-check-interval=2s",
            "default-replication-factor=3",
            "group-initial-rebalance-delay=500ms");

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
    Layout plain(Path folder) {
        return new Layout(
                root.resolve("distribution/target/gokafka"),
                folder,
                List.of(),
                Map.of("GOKAFKA_JVM_OPTS", "-XX:-UsePerfData"));
    }

    /** Brokers whose disks and clocks can be made to fail, with small segments. */
    Layout layout(Path folder) {
        List<String> settings = Stream.concat(
                        SETTINGS.stream(),
                        Stream.of("plugin-dirs=" + root.resolve("modules/storage-faulty/target/plugin")))
                .toList();
        Map<String, String> variables =
                new HashMap<>(Map.of("GOKAFKA_HEAP", "256m", "GOKAFKA_JVM_OPTS", "-XX:-UsePerfData"));
        clock.ifPresent(library -> variables.putAll(Clocks.variables(library, "{clock}")));
        return new Layout(root.resolve("distribution/target/gokafka"), folder, settings, variables);
    }
}

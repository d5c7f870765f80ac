package io.gokafka.distribution.kafka;

import io.gokafka.distribution.BrokerNode;
import io.gokafka.distribution.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The cluster that a test class gets as the parameter {@link Kafka}: one for all classes, started for the first that asks
 * and stopped behind the last.
 */
@NullMarked
final class KafkaCluster implements ParameterResolver {
    /** Brokers with the settings that these tests need: what takes long by default is short. */
    static final String[] SETTINGS = {
        "group-session-timeout=6s", "group-heartbeat-interval=1s", "retention-check-interval=1s"
    };

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(KafkaCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Kafka.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("shared", key -> Shared.start(), Shared.class)
                .kafka;
    }

    /** The Kafka addresses of a cluster's brokers. */
    static String bootstrap(TestCluster cluster) {
        return cluster.nodes().stream().map(BrokerNode::kafka).collect(Collectors.joining(","));
    }

    /** What the root store closes at the end of the run. */
    private record Shared(
            Kafka kafka,
            @Nullable TestCluster cluster,
            @Nullable Path directory) implements AutoCloseable {
        static Shared start() {
            String outside = System.getProperty("gokafka.it.bootstrap", "");
            if (!outside.isEmpty()) {
                return new Shared(new Kafka(outside, Optional.empty()), null, null);
            }
            try {
                Path directory = Files.createTempDirectory("gokafka-kafka-it");
                TestCluster cluster = TestCluster.ofThree(directory, SETTINGS);
                return new Shared(new Kafka(bootstrap(cluster), Optional.of(cluster)), cluster, directory);
            } catch (IOException e) {
                throw new AssertionError("the cluster does not start", e);
            }
        }

        @Override
        public void close() throws IOException {
            if (cluster == null || directory == null) {
                return;
            }
            cluster.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

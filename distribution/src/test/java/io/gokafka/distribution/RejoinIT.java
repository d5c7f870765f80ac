package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.BrokerId;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.GokafkaClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that has lost all is taken out, and comes back as a new one under its old name. */
class RejoinIT {
    @TempDir
    Path directory;

    /** The metadata's group was created with it alone, so it is the one that could take that group for a new one. */
    @Test
    void founderComesBackToItsClusterAndBeginsNoOther() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory)) {
            BrokerNode founder = cluster.node(0);
            try (GokafkaClient client = cluster.connect()) {
                client.topics().create("before", 1, 3, Map.of());
                founder.kill();
                delete(directory.resolve(founder.id()));
                Await.until("it is taken out", TestCluster.PATIENCE, () -> {
                    client.brokers().remove(new BrokerId(founder.id()));
                    return true;
                });
            }
            // Else they would still send to it what they sent to the old one.
            for (BrokerNode other : List.of(cluster.node(1), cluster.node(2))) {
                other.kill();
                other.start();
                cluster.awaitReady(other);
            }
            founder.start(
                    "--join-addr",
                    cluster.node(1).grpc() + "," + cluster.node(2).grpc());
            cluster.awaitReady(founder);
            cluster.awaitVoters(3);

            founder.kill();
            founder.start();
            cluster.awaitReady(founder);
            try (GokafkaClient client = GokafkaClient.connect(ClientConfig.of(founder.grpc()))) {
                Await.until(
                        "it knows its cluster",
                        TestCluster.PATIENCE,
                        () -> client.brokers().cluster().brokers().size() == 3);
                assertEquals(
                        List.of("before"),
                        client.topics().list().stream()
                                .map(topic -> topic.name())
                                .toList());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

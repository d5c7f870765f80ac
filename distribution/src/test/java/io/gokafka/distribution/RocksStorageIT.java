package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers with {@code storage=rocksdb} and nothing else: everything works. */
class RocksStorageIT {
    private static final String SETTING = "storage=rocksdb";

    @TempDir
    Path directory;

    @Test
    void recordsOfOneBrokerAreThereAfterAStopAndAfterAKill() throws Exception {
        try (TestCluster cluster = new TestCluster(directory, SETTING)) {
            BrokerNode node = cluster.add();
            node.start();
            cluster.awaitReady(node);
            assertTrue(Files.isDirectory(data(node).resolve("db")), "the database is there");
            for (int i = 0; i < 5; i++) {
                run("produce", node.grpc(), "t", "0", "v" + i);
            }
            assertEquals(143, node.stop(), node.logText());
            node.start();
            cluster.awaitReady(node);
            assertEquals(lines(5), run("consume", node.grpc(), "t", "0"));

            run("produce", node.grpc(), "t", "0", "v5");
            node.kill();
            node.start();
            cluster.awaitReady(node);
            assertEquals(lines(6), run("consume", node.grpc(), "t", "0"));
        }
    }

    @Test
    void clusterOutlivesItsBrokersOneAfterTheOther() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory, SETTING)) {
            run("topics", "create", "t", "--partitions", "4", "--bootstrap-server", cluster.bootstrap());
            run("produce", cluster.bootstrap(), "t", "0", "v0");
            for (int i = 0; i < 3; i++) {
                BrokerNode victim = cluster.node(i);
                BrokerNode other = cluster.node((i + 1) % 3);
                victim.kill();
                run("produce", other.grpc(), "t", "0", "v" + (i + 1));
                victim.start();
                cluster.awaitReady(victim);
            }
            for (BrokerNode node : cluster.nodes()) {
                assertEquals(lines(4), run("consume", node.grpc(), "t", "0"));
            }
            run("topics", "delete", "t", "--bootstrap-server", cluster.bootstrap());
        }
    }

    /** The folder of the storage. */
    private Path data(BrokerNode node) throws Exception {
        try (var tree = Files.walk(directory.resolve(node.id()), 3)) {
            return tree.filter(path -> path.endsWith("db"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "v" + i + "\n").collect(Collectors.joining());
    }

    private static String run(String... args) throws Exception {
        Image.Result result = Image.built().run(args);
        assertEquals(0, result.exit(), String.join(" ", args) + "\n" + result.out() + result.err());
        return result.out();
    }
}

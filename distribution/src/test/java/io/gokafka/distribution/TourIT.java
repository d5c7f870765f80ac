package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's tour, word for word but for the ports. */
class TourIT {
    @TempDir
    Path directory;

    @Test
    void recordsOutliveTheBrokerThatTookThemAndItComesBackAsAVoter() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            BrokerNode node1 = cluster.add();
            BrokerNode node2 = cluster.add();
            BrokerNode node3 = cluster.add();
            node1.start();
            cluster.awaitReady(node1);
            node2.start("--join-addr", node1.grpc());
            node3.start(List.of("join", node1.http())); // any member will do, gRPC or HTTP
            cluster.awaitReady(node2);
            cluster.awaitReady(node3);
            cluster.awaitVoters(3);

            run("produce", node1.grpc(), "replicated-topic", "0", "first message");
            assertEquals("first message\n", run("consume", node1.grpc(), "replicated-topic", "0"));

            node1.kill();
            run("produce", node2.grpc(), "replicated-topic", "0", "second message");
            assertEquals("first message\nsecond message\n", run("consume", node3.grpc(), "replicated-topic", "0"));

            node1.start();
            cluster.awaitReady(node1);
            assertEquals("first message\nsecond message\n", run("consume", node1.grpc(), "replicated-topic", "0"));

            node2.kill(); // now node1 must count, or nothing is acknowledged any more
            run("produce", node3.grpc(), "replicated-topic", "0", "third message");
            assertEquals(
                    "first message\nsecond message\nthird message\n",
                    run("consume", node1.grpc(), "replicated-topic", "0"));
        }
    }

    @Test
    void everythingIsThereAfterAllBrokersWereStoppedAndStarted() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory)) {
            run("topics", "create", "orders", "--partitions", "6", "--bootstrap-server", cluster.bootstrap());
            for (int p = 0; p < 6; p++) {
                run(
                        "produce",
                        "--bootstrap-server",
                        cluster.bootstrap(),
                        "--topic",
                        "orders",
                        "--partition",
                        "" + p,
                        "v" + p);
            }
            for (BrokerNode node : cluster.nodes()) {
                assertEquals(143, node.stop(), node.logText());
            }
            for (BrokerNode node : cluster.nodes()) {
                node.start();
            }
            cluster.nodes().forEach(cluster::awaitReady);
            for (int p = 0; p < 6; p++) {
                assertEquals(
                        "v" + p + "\n",
                        run(
                                "consume",
                                "--bootstrap-server",
                                cluster.bootstrap(),
                                "--topic",
                                "orders",
                                "--partition",
                                "" + p));
            }
        }
    }

    @Test
    void aBrokerIsTakenOutAndItsReplicasMoveToTheOthers() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory)) {
            String bootstrap = cluster.bootstrap();
            run(
                    "topics",
                    "create",
                    "t",
                    "--partitions",
                    "4",
                    "--replication-factor",
                    "1",
                    "--bootstrap-server",
                    bootstrap);
            for (int p = 0; p < 4; p++) {
                run("produce", "--bootstrap-server", bootstrap, "--topic", "t", "--partition", "" + p, "v" + p);
            }

            run("brokers", "remove", "node2", "--bootstrap-server", bootstrap);
            Await.until(
                    "node2 has stopped",
                    TestCluster.PATIENCE,
                    () -> !cluster.node(1).isRunning());

            assertTrue(!run("brokers", "list", "--bootstrap-server", bootstrap).contains("node2"));
            for (int p = 0; p < 4; p++) {
                assertEquals(
                        "v" + p + "\n",
                        run("consume", "--bootstrap-server", bootstrap, "--topic", "t", "--partition", "" + p));
            }
        }
    }

    private static String run(String... args) throws Exception {
        Image.Result result = Image.built().run(args);
        assertEquals(0, result.exit(), String.join(" ", args) + "\n" + result.out() + result.err());
        return result.out();
    }
}

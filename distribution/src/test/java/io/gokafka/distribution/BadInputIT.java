package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes in: a clear error, no stack trace, and nothing changed. */
class BadInputIT {
    @TempDir
    Path directory;

    @Test
    void aBrokerRefusesWhatItCannotUseAndSaysWhatToDo() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            BrokerNode node = cluster.add();
            node.start();
            cluster.awaitReady(node);
            String data = directory.resolve("node1").toString();

            refused("in use by a running broker", "server", "--id", "node1", "--data-dir", data);
            refused("is unknown", "server", "--set", "no-such-key=1");
            refused("did you mean --grpc-addr?", "server", "--grpc-adr", "127.0.0.1:1");
            refused("file", "server", "--set", "storage=nosuch", "--data-dir", data + "2");
            refused(
                    "cannot listen",
                    "server",
                    "--id",
                    "other",
                    "--data-dir",
                    data + "3",
                    "--grpc-addr",
                    node.grpc(),
                    "--http-addr",
                    "127.0.0.1:0");
            node.stop();
            refused("belongs to broker 'node1'", "server", "--id", "other", "--data-dir", data);
        }
    }

    @Test
    void aBrokerIdIsNotGivenTwice() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            BrokerNode first = cluster.add();
            first.start();
            cluster.awaitReady(first);
            int[] free = cluster.add().ports();

            refused(
                    "belongs to the cluster already",
                    "server",
                    "--id",
                    "node1",
                    "--join-addr",
                    first.grpc(),
                    "--grpc-addr",
                    "127.0.0.1:" + free[0],
                    "--raft-addr",
                    "127.0.0.1:" + free[1],
                    "--http-addr",
                    "127.0.0.1:" + free[2],
                    "--data-dir",
                    directory.resolve("impostor").toString());
        }
    }

    @Test
    void topicsPartitionsAndOffsetsAreChecked() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            BrokerNode node = cluster.add();
            node.start();
            cluster.awaitReady(node);
            String at = node.grpc();

            refused("reserved", "topics", "create", "..", "--bootstrap-server", at);
            refused("illegal characters", "topics", "create", "a/b", "--bootstrap-server", at);
            refused("at most 249", "topics", "create", "x".repeat(250), "--bootstrap-server", at);
            refused("empty", "topics", "create", "", "--bootstrap-server", at);
            refused(
                    "replication factor 3",
                    "topics",
                    "create",
                    "t",
                    "--replication-factor",
                    "3",
                    "--bootstrap-server",
                    at);
            ok("topics", "create", "t", "--bootstrap-server", at);
            refused("exists already", "topics", "create", "t", "--bootstrap-server", at);
            refused("no partition 7", "produce", at, "t", "7", "hi");
            refused("out of range", "consume", at, "t", "0", "--from", "99");
            Path big = Files.write(directory.resolve("big"), new byte[2_000_000]);
            refused("larger than the producer's limit", "produce", at, "t", "0", "--file", big.toString());
            assertEquals("", ok("consume", at, "t", "0"));
        }
    }

    @Test
    void strangersOnEveryPortAreShownTheDoorAndNothingElseHappens() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory)) {
            String at = cluster.node(0).grpc();
            ok("produce", at, "t", "0", "before");
            byte[] random = new byte[64 << 10];
            new Random(7).nextBytes(random);
            byte[] giant = new byte[16];
            Arrays.fill(giant, (byte) 0x7f);
            for (int port : cluster.node(0).ports()) {
                send(port, random);
                send(port, giant);
                send(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                send(port, ("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            ok("produce", at, "t", "0", "after");
            assertEquals("before\nafter\n", ok("consume", cluster.node(2).grpc(), "t", "0"));
            assertTrue(cluster.node(0).isReady());
            assertFalse(
                    cluster.node(0).logText().contains("\tat "), cluster.node(0).logText());
        }
    }

    private static void send(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(300);
            socket.getOutputStream().write(bytes);
            socket.getInputStream().readNBytes(1024);
        } catch (IOException e) {
            // closed on us, or nothing to say: both are good
        }
    }

    private static String ok(String... args) throws Exception {
        Image.Result result = Image.built().run(args);
        assertEquals(0, result.exit(), String.join(" ", args) + "\n" + result.err());
        return result.out();
    }

    private static void refused(String reason, String... args) throws Exception {
        Image.Result result = Image.built().run(args);
        String all = String.join(" ", args) + "\n" + result.out() + result.err();
        assertTrue(result.exit() != 0, all);
        assertTrue(result.err().contains(reason), all);
        assertFalse(result.err().contains("\tat "), all);
    }
}

package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data of a broker that was killed is looked at, verified, dumped and converted; then the broker goes on with it. */
class StorageToolsIT {
    @TempDir
    Path directory;

    @Test
    void brokerGoesOnWithConvertedData() throws Exception {
        try (TestCluster cluster = new TestCluster(directory, "storage=file")) {
            BrokerNode file = cluster.add();
            file.start();
            cluster.awaitReady(file);
            for (int i = 0; i < 5; i++) {
                run("produce", file.grpc(), "t", "0", "v" + i);
            }
            assertEquals(values(0, 5), run("consume", file.grpc(), "t", "--group", "g"));
            run("produce", file.grpc(), "t", "0", "v5");
            Image.Result refused = tool("inspect");
            assertEquals(2, refused.exit(), refused.err());
            assertTrue(refused.err().contains("in use by a running broker"), refused.err());
            file.kill();

            checkTools("file");
            String converted = run(storage("convert", "--from", "file", "--to", "rocksdb"));
            assertTrue(converted.contains("now set storage=rocksdb"), converted);
            checkTools("rocksdb");

            BrokerNode rocks = new BrokerNode(directory, file.id(), file.ports(), List.of("storage=rocksdb"));
            try {
                rocks.start();
                cluster.awaitReady(rocks);
                assertEquals(values(0, 6), run("consume", rocks.grpc(), "t", "0"));
                assertEquals(values(5, 6), run("consume", rocks.grpc(), "t", "--group", "g"));
                run("produce", rocks.grpc(), "t", "0", "v6");
                assertEquals(values(0, 7), run("consume", rocks.grpc(), "t", "0"));
                assertEquals(143, rocks.stop(), rocks.logText());
            } finally {
                rocks.kill();
            }
            checkTools("rocksdb");
            run(storage("convert", "--to", "file", "--delete-source"));
            checkTools("file");

            file.start();
            cluster.awaitReady(file);
            assertEquals(values(0, 7), run("consume", file.grpc(), "t", "0"));
        }
    }

    private void checkTools(String storage) throws Exception {
        String logs = run(storage("inspect"));
        assertTrue(logs.contains("__cluster") && logs.contains("\nt-0 "), logs);
        assertTrue(run(storage("inspect", "--output", "json")).contains("\"storage\":\"" + storage + "\""));
        String verified = run(storage("verify"));
        assertTrue(verified.contains("nothing is damaged"), verified);
        String dump = run(storage("dump", "--log", "t-0", "--records", "--format", "%o=%v"));
        assertTrue(dump.contains("leader_change") && dump.contains("\n  0=v0\n") && dump.contains("\n  5=v5\n"), dump);
    }

    private String[] storage(String command, String... more) {
        List<String> words = new ArrayList<>(
                List.of("storage", command, directory.resolve("node1").toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private Image.Result tool(String command) throws Exception {
        return Image.built().run(storage(command));
    }

    private static String values(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "v" + i + "\n").collect(Collectors.joining());
    }

    private static String run(String... args) throws Exception {
        Image.Result result = Image.built().run(args);
        assertEquals(0, result.exit(), String.join(" ", args) + "\n" + result.out() + result.err());
        return result.out();
    }
}

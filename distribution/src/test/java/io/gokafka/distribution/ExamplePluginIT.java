package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plugin of {@code examples/storage-sqlite}, as its own build has made it, in the image: the README's tour on it. That build stands
 * apart, so these are passed over where it was not run; {@code .ci/run} runs it first.
 */
class ExamplePluginIT {
    private static final Path PLUGINS = Path.of("../examples/storage-sqlite/target/plugins")
            .toAbsolutePath()
            .normalize();

    @TempDir
    Path directory;

    @BeforeEach
    void theExampleIsBuilt() {
        assumeTrue(Files.isDirectory(PLUGINS), "not built: examples/storage-sqlite/build does it");
    }

    @Test
    void folderThatIsDroppedIntoTheImageIsAPlugin() throws Exception {
        Path image = directory.resolve("image");
        copy(Image.home(), image);
        copy(PLUGINS, image.resolve("plugins"));
        Image.Result result = Image.startedBy(image.resolve("bin/gokafka")).run(directory, Map.of(), "plugins", "list");
        assertEquals(0, result.exit(), result.err());
        assertTrue(result.out().lines().anyMatch(line -> line.matches("storage +sqlite .*")), result.out());
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(from)) {
            paths = tree.toList();
        }
        for (Path path : paths) {
            Path target = to.resolve(from.relativize(path));
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target);
            }
        }
    }

    @Test
    void clusterOnItOutlivesItsBrokersOneAfterTheOther() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory, "storage=sqlite", "plugin-dirs=" + PLUGINS)) {
            run("topics", "create", "t", "--partitions", "4", "--bootstrap-server", cluster.bootstrap());
            run("produce", cluster.bootstrap(), "t", "0", "v0");
            String expected = "v0\n";
            for (int i = 0; i < 3; i++) {
                BrokerNode victim = cluster.node(i);
                BrokerNode other = cluster.node((i + 1) % 3);
                victim.kill();
                run("produce", other.grpc(), "t", "0", "v" + (i + 1));
                expected += "v" + (i + 1) + "\n";
                victim.start();
                cluster.awaitReady(victim);
            }
            for (BrokerNode node : cluster.nodes()) {
                assertEquals(expected, run("consume", node.grpc(), "t", "0"));
            }
            BrokerNode node = cluster.node(0);
            assertTrue(Files.exists(directory.resolve(node.id()).resolve("storage/logs.db")), "the database is there");
            assertEquals(143, node.stop(), node.logText());
            node.start();
            cluster.awaitReady(node);
            assertEquals(expected, run("consume", node.grpc(), "t", "0"));
        }
    }

    private static String run(String... args) throws Exception {
        Image.Result result = Image.built().run(args);
        assertEquals(0, result.exit(), String.join(" ", args) + "\n" + result.out() + result.err());
        return result.out();
    }
}

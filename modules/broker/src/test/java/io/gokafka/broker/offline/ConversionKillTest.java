package io.gokafka.broker.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.LogId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that converts gets SIGKILL, again and again, each time a little later. */
class ConversionKillTest {
    @TempDir
    Path root;

    @Test
    void conversionThatIsKilledAgainAndAgainComesToItsEnd() throws IOException, InterruptedException {
        Path directory = World.create(root.resolve("node1"), "file");
        Map<LogId, World.Content> before = World.contents(directory);
        for (int step = 3; step <= 9; step += 2) {
            assertEquals("here", convertAndKill(directory, step));
            assertEquals("file", World.storageOf(directory));
        }
        assertEquals(before, World.contents(directory));

        assertEquals("done", convertAndKill(directory, 1_000_000));

        assertEquals("rocksdb", World.storageOf(directory));
        assertEquals(before, World.contents(directory));
    }

    private static String convertAndKill(Path directory, int step) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConversionMain.class.getName(),
                        directory.toString(),
                        "rocksdb",
                        Integer.toString(step))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            return String.valueOf(out.readLine());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}

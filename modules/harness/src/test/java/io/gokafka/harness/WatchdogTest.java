package io.gokafka.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, as the watchdog ends it. */
class WatchdogTest {
    private static final int EXIT_CODE = 3;

    @TempDir
    Path dir;

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WatchdogMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(EXIT_CODE, process.waitFor(), output);
        return output;
    }

    @Test
    void runThatDoesNotEndIsEndedWithItsLastWordsAndItsThreads() throws Exception {
        Path words = dir.resolve("words");
        String output = run(words.toString());
        assertEquals("the run has not ended after 0 s", Files.readString(words));
        assertTrue(output.contains("WatchdogMain.main"), output);
    }

    @Test
    void lastWordsThatFailAreToldAndKeepNothingAlive() throws Exception {
        String output = run(dir.resolve("words").toString(), "fail");
        assertTrue(output.contains("could not be written: java.lang.IllegalStateException: no words"), output);
    }
}

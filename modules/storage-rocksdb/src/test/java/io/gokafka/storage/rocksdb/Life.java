package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that uses a storage and reports what it did, a line each that ends with a semicolon, until it is killed. */
final class Life {
    private Life() {}

    /** What a process reported that was killed after so many reports; a few more may have been made meanwhile. */
    static List<String> upTo(int reports, Class<?> main, Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> made = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < reports; i++) {
                String line = out.readLine();
                assertTrue(line != null, "the process ended by itself");
                made.add(line.substring(0, line.length() - 1));
            }
            process.toHandle().destroyForcibly(); // unlike the process's own, it leaves the stream open
            // What it wrote before it was killed counts too, but for a line that is not whole.
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(";")) {
                    made.add(line.substring(0, line.length() - 1));
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return made;
    }
}

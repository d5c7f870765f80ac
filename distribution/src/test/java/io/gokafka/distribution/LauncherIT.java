package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherIT {
    @Test
    void versionIsSaidWithoutNoise() throws Exception {
        var result = Image.built().run("version");

        assertEquals(0, result.exit(), result.err());
        assertTrue(result.out().startsWith("gokafka "), result.out());
        assertEquals("", result.err());
    }

    @Test
    void launcherWorksThroughSymlinksAndPathsWithSpaces() throws Exception {
        var dir = Files.createDirectories(Image.home().resolveSibling("links of tests"));
        link(dir.resolve("image"), Image.home());
        link(dir.resolve("absolute"), dir.resolve("image/bin/gokafka"));
        link(dir.resolve("relative"), Path.of("../links of tests/absolute"));

        var result = Image.startedBy(dir.resolve("relative")).run(dir, Map.of(), "version");

        assertEquals(Image.built().run("version"), result);
    }

    @Test
    void optionsThatTheAotCacheDoesNotFitAreNoNoise() throws Exception {
        var plain = Image.built().run("version");

        assertEquals(plain, runWith("-XX:+UseParallelGC"));
        assertEquals(plain, runWith("-Xmx64m --add-opens=java.base/java.nio=ALL-UNNAMED"));
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    private static Image.Result runWith(String jvmOptions) throws IOException, InterruptedException {
        return Image.built().run(Path.of("").toAbsolutePath(), Map.of("GOKAFKA_JVM_OPTS", jvmOptions), "version");
    }
}

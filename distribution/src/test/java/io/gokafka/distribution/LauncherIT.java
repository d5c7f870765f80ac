package io.gokafka.distribution;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
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

    /** Full and broken disks are known by what the system says of them. */
    @Test
    void theSystemSpeaksEnglishWhateverTheUserDoes() throws Exception {
        Path home = Files.createDirectories(Image.home().resolveSibling("image of tests"));
        Path bin = Files.createDirectories(home.resolve("bin"));
        Files.copy(Image.home().resolve("bin/gokafka"), bin.resolve("gokafka"), REPLACE_EXISTING, COPY_ATTRIBUTES);
        Path java = bin.resolve("java");
        Files.writeString(java, "#!/bin/sh\nenv\n");
        assertTrue(java.toFile().setExecutable(true));

        var users = Map.of("LC_ALL", "de_DE.UTF-8", "LANG", "fr_FR.UTF-8");
        var environment = Image.startedBy(bin.resolve("gokafka"))
                .run(home, users, "server")
                .out()
                .lines()
                .toList();

        assertTrue(environment.contains("LC_MESSAGES=C"), environment.toString());
        assertTrue(environment.contains("LC_CTYPE=de_DE.UTF-8"), environment.toString());
        assertTrue(environment.stream().noneMatch(line -> line.startsWith("LC_ALL=")), environment.toString());
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    private static Image.Result runWith(String jvmOptions) throws IOException, InterruptedException {
        return Image.built().run(Path.of("").toAbsolutePath(), Map.of("GOKAFKA_JVM_OPTS", jvmOptions), "version");
    }
}

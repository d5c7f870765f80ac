package io.gokafka.broker.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.StorageProvider;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that are modules, in a process whose boot layer holds gokafka's modules, as the image has it. */
class PluginModulesTest {
    private static final String PROBE = """
        package probe;

        import io.gokafka.broker.plugin.Plugins;
        import java.nio.file.Path;
        import java.util.List;

        public class Main {
            public static void main(String[] arguments) {
                try {
                    Plugins plugins = Plugins.discover(List.of(Path.of(arguments[0])));
                    System.out.println("found " + plugins.storage("made").name());
                    plugins.list().forEach(info -> System.out.println(
                            info.kind().map(Object::toString).orElse("broken") + " " + info.name() + " " + info.version()));
                } catch (io.gokafka.api.config.ConfigException e) {
                    System.out.println("error " + e.getMessage());
                }
            }
        }
        """;

    @TempDir
    Path temp;

    private Path plugins;
    private Path folder;

    @BeforeEach
    void makePluginFolder() throws IOException {
        plugins = Files.createDirectory(temp.toRealPath().resolve("plugins"));
        folder = Files.createDirectory(plugins.resolve("storage-made"));
    }

    @Test
    void moduleOfItsOwnLayerUsesTheApiAndItsLibrary() throws Exception {
        writeModularPlugin("");

        assertEquals(List.of("found made", "storage made 3.1"), run());
    }

    @Test
    void moduleThatGokafkaHasItselfIsLeftOut() throws Exception {
        writeModularPlugin("");
        // A jar without a descriptor reads every module, so two of one name would be an error.
        new TestJar(temp)
                .source("lib/Library.java", "package lib; public class Library {}")
                .writeTo(folder.resolve("library.jar"));
        new TestJar(temp)
                .source("module-info.java", "module io.gokafka.api {}")
                .writeTo(folder.resolve("gokafka-api.jar"));

        assertEquals(List.of("found made", "storage made 3.1"), run());
    }

    @Test
    void explicitModuleThatOnlyAnAutomaticOneUsesIsThere() throws Exception {
        Path library = new TestJar(temp)
                .source("module-info.java", "module lib { exports lib; }")
                .source("lib/Library.java", "package lib; public class Library { public static void use() {} }")
                .writeTo(folder.resolve("library.jar"));
        new TestJar(temp)
                .source("plugin/test/TestStorage.java", TestPlugins.storageSource("made", "lib.Library.use();"))
                .service(StorageProvider.class, TestPlugins.CLASS)
                .version("1.2.3")
                .options("-classpath", TestJar.api() + File.pathSeparator + library)
                .writeTo(folder.resolve("test-plugin.jar"));

        assertEquals(List.of("found made", "storage made 1.2.3"), run());
    }

    @Test
    void moduleThatIsMissingIsNamed() throws Exception {
        Path library = new TestJar(temp)
                .source("module-info.java", "module lib { exports lib; }")
                .source("lib/Library.java", "package lib; public class Library {}")
                .writeTo(temp.resolve("library.jar"));
        writeModularPlugin("requires lib;", "--module-path", TestJar.api() + File.pathSeparator + library);

        List<String> lines = run();

        assertTrue(
                lines.getFirst().startsWith("error plugin folder " + folder + " is broken: Module lib not found"),
                lines::toString);
    }

    private void writeModularPlugin(String clause, String... options) throws IOException {
        new TestJar(temp)
                .source("module-info.java", """
                    module plugin.test {
                        requires io.gokafka.api;
                        %s
                        provides io.gokafka.api.storage.StorageProvider with plugin.test.TestStorage;
                    }
                    """.formatted(clause))
                .source("plugin/test/TestStorage.java", TestPlugins.storageSource("made", ""))
                .options("--module-version", "3.1")
                .options(options)
                .writeTo(folder.resolve("plugin.jar"));
    }

    private List<String> run() throws Exception {
        String gokafka = TestJar.api() + File.pathSeparator + TestJar.locationOf(Plugins.class);
        String export = "io.gokafka.broker/io.gokafka.broker.plugin=probe";
        Path probe = new TestJar(temp)
                .source("module-info.java", "module probe { requires io.gokafka.broker; }")
                .source("probe/Main.java", PROBE)
                .options("--module-path", gokafka, "--add-exports", export)
                .writeTo(temp.resolve("probe.jar"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=io.gokafka.broker",
                        "--module-path",
                        gokafka + File.pathSeparator + probe,
                        "--add-exports",
                        export,
                        "--module",
                        "probe/probe.Main",
                        plugins.toString())
                .redirectError(temp.resolve("stderr").toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> output + "\n" + stderr());
        return output.lines().toList();
    }

    private String stderr() {
        try {
            return Files.readString(temp.resolve("stderr"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}

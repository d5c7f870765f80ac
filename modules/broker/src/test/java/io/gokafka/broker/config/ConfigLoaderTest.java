package io.gokafka.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    private static final ConfigKey<Boolean> PLUGIN_KEY = ConfigKey.flag("storage.file.verify-sealed", false, "");

    @TempDir
    Path temp;

    @Test
    void laterSourcesGoOverEarlierOnes() throws IOException {
        Path file = file("id=from-file\nstorage=from-file\nconsensus=from-file\n");

        Settings settings = ConfigLoader.load(
                        Optional.of(file),
                        Map.of("GOKAFKA_STORAGE", "from-environment", "GOKAFKA_CONSENSUS", "from-environment"),
                        Map.of("consensus", "from-command"))
                .resolve(BrokerKeys.all());

        assertEquals("from-file", settings.get(IdentityKeys.ID).value());
        assertEquals("from-environment", settings.get(PluginKeys.STORAGE));
        assertEquals("from-command", settings.get(PluginKeys.CONSENSUS));
        assertEquals(List.of("grpc", "kafka"), settings.get(PluginKeys.TRANSPORTS));
    }

    @Test
    void valueKnowsWhereItCameFrom() throws IOException {
        Path file = file("# a comment\n\nid = a\n");

        LoadedConfig loaded = ConfigLoader.load(
                Optional.of(file), Map.of("GOKAFKA_HTTP_ADDR", "127.0.0.1:1"), Map.of("storage", "x"));

        assertEquals(Optional.of("line 3 of " + file), loaded.origin(IdentityKeys.ID));
        assertEquals(Optional.of("environment variable GOKAFKA_HTTP_ADDR"), loaded.origin(IdentityKeys.HTTP_ADDR));
        assertEquals(Optional.of("on the command line"), loaded.origin(PluginKeys.STORAGE));
        assertEquals(Optional.empty(), loaded.origin(PluginKeys.CONSENSUS));
    }

    @Test
    void fileIsReadAsUtf8WithCommentsBlanksAndEqualsSignsInValues() throws IOException {
        Path file = file("\uFEFF# Kommentar: größer\n  data-dir =  ./größe=1 # kept  \n\t\n");

        Settings settings =
                ConfigLoader.load(Optional.of(file), Map.of(), Map.of()).settings();

        assertEquals("./größe=1 # kept", settings.get(IdentityKeys.DATA_DIR).toString());
    }

    @Test
    void lineThatIsNoSettingIsNamed() throws IOException {
        Path file = file("id=a\njust words\n");

        assertEquals(
                "line 2 of " + file + ": 'just words' is not a setting; write key=value, or # before a comment",
                refused(() -> load(file)));
    }

    @Test
    void keyThatIsThereTwiceIsRefusedWithBothLines() throws IOException {
        Path file = file("id=a\n\nid=b\n");

        assertEquals(
                "setting 'id' is there twice: line 1 of " + file + " and line 3; remove one",
                refused(() -> load(file)));
    }

    @Test
    void fileThatIsMissingOrNotTextIsRefused() throws IOException {
        Path missing = temp.resolve("missing");
        assertTrue(refused(() -> load(missing)).startsWith("configuration file " + missing + " does not exist"));

        Path binary = Files.write(temp.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertTrue(refused(() -> load(binary)).contains("is not UTF-8 text"));
    }

    @Test
    void unknownKeyIsRefusedWithItsOriginTheNearestAndTheKnownOnes() throws IOException {
        LoadedConfig loaded = load(file("id=a\ndata-dri=x\n"));

        List<String> lines =
                refused(() -> loaded.resolve(BrokerKeys.all())).lines().toList();

        assertEquals(
                "setting 'data-dri' (line 2 of " + temp.resolve("test.properties")
                        + ") is unknown; did you mean 'data-dir'?",
                lines.getFirst());
        assertTrue(lines.getLast().startsWith("known settings: auto-create-topics, "), lines::toString);
        assertEquals(2, lines.size());
    }

    @Test
    void unknownKeyThatIsLikeNoOtherHasNoSuggestion() throws IOException {
        Path file = file("quantum-flux=1\n");
        LoadedConfig loaded = load(file);

        assertEquals(
                "setting 'quantum-flux' (line 1 of " + file + ") is unknown",
                refused(() -> loaded.resolve(BrokerKeys.all()))
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void badValueIsRefusedWithKeyValueAllowedAndOrigin() {
        LoadedConfig loaded = ConfigLoader.load(Optional.empty(), Map.of("GOKAFKA_DURABILITY", "perhaps"), Map.of());

        assertEquals(
                "setting 'durability' has the value 'perhaps': 'perhaps' is not one of them; allowed: sync, os"
                        + " (environment variable GOKAFKA_DURABILITY)",
                refused(() -> loaded.resolve(BrokerKeys.all())));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        LoadedConfig loaded = ConfigLoader.load(
                Optional.empty(),
                Map.of("GOKAFKA_STORAG", "x"),
                Map.of("default-partitions", "none", "segment-bytes", "1", "id", "a"));

        assertEquals(4, refused(() -> loaded.resolve(BrokerKeys.all())).lines().count());
    }

    @Test
    void pluginKeyWithDotsAndDashesIsFoundInTheEnvironment() {
        LoadedConfig loaded =
                ConfigLoader.load(Optional.empty(), Map.of("GOKAFKA_STORAGE_FILE_VERIFY_SEALED", "true"), Map.of());

        assertTrue(loaded.resolve(withPluginKey()).get(PLUGIN_KEY));
        assertTrue(refused(() -> loaded.resolve(BrokerKeys.all()))
                .startsWith("setting 'GOKAFKA_STORAGE_FILE_VERIFY_SEALED' (environment variable) is unknown"));
    }

    @Test
    void variablesOfTheLauncherOfKubernetesAndOfOthersAreNoSettings() {
        Map<String, String> environment = Map.of(
                "GOKAFKA_HOME", "/opt/gokafka",
                "GOKAFKA_JVM_OPTS", "-Xmx1g",
                "GOKAFKA_HEAP", "1g",
                "GOKAFKA_SERVICE_HOST", "10.0.0.1",
                "GOKAFKA_SERVICE_PORT_GRPC", "9092",
                "GOKAFKA_PORT", "tcp://10.0.0.1:9092",
                "GOKAFKA_PORT_9092_TCP_ADDR", "10.0.0.1",
                "PATH", "/bin");

        Settings settings =
                ConfigLoader.load(Optional.empty(), environment, Map.of()).resolve(BrokerKeys.all());

        assertEquals(Map.of(), settings.values());
    }

    @Test
    void fileOfTheInstallationIsReadWhenNoneIsNamed() throws IOException {
        Path conf = Files.createDirectories(temp.resolve("conf"));
        Files.createDirectories(temp.resolve("plugins"));
        Path file = Files.writeString(conf.resolve("gokafka.properties"), "id=a\nplugin-dirs=/more, /most\n");
        Installation installation = new Installation(Optional.of(temp));

        assertEquals(Optional.of(file), installation.configFile());
        assertEquals(
                List.of(temp.resolve("plugins"), Path.of("/more"), Path.of("/most")),
                installation.pluginFolders(load(file).settings()));
        assertEquals(Optional.empty(), new Installation(Optional.empty()).configFile());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(temp.resolve("test.properties"), text, StandardCharsets.UTF_8);
    }

    private static LoadedConfig load(Path file) {
        return ConfigLoader.load(Optional.of(file), Map.of(), Map.of());
    }

    private static List<ConfigKey<?>> withPluginKey() {
        List<ConfigKey<?>> keys = new ArrayList<>(BrokerKeys.all());
        keys.add(PLUGIN_KEY);
        return keys;
    }

    private static String refused(Executable action) {
        return String.valueOf(assertThrows(ConfigException.class, action).getMessage());
    }
}

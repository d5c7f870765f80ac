package io.gokafka.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import io.gokafka.broker.config.ConfigReference.Section;
import io.gokafka.broker.group.GroupSettings;
import io.gokafka.broker.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The documents say what the keys say. After a change of a key, {@code ./mvnw -pl modules/broker -am test
 * -Dtest=ConfigReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dgokafka.docs.write=true} writes them again.
 */
class ConfigReferenceTest {
    private static final String WRITE = "gokafka.docs.write";
    private static final String REWRITE = "./mvnw -pl modules/broker -am test -Dtest=ConfigReferenceTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";

    private static final String MARKDOWN = """
        # Configuration

        <!-- Generated from the configuration keys; a test compares it with them. After a change of a key, run
        %s -->

        A broker needs no configuration: what is not set has the default below. Settings come from four sources; a later one
        goes over an earlier one:

        1. the **defaults** below;
        2. the **configuration file**: the one that `--config FILE` names, else `conf/gokafka.properties` of the installation.
           It has lines `key=value` in UTF-8; a line that begins with `#` is a comment. A value is everything behind the first
           `=`, without the blanks around it: there are no quotes, escapes, or comments behind it. A key may stand there once;
        3. the **environment**: `GOKAFKA_` and the key in upper case, with `_` for `-` and `.`, as `GOKAFKA_GRPC_ADDR` for
           `grpc-addr`. (`GOKAFKA_HOME`, `GOKAFKA_JVM_OPTS` and `GOKAFKA_HEAP` are the launcher's and no settings);
        4. the **command line**: `--set KEY=VALUE`, and the flags that are short for it, as `--id`.

        A key that does not exist and a value that is not allowed stop the start, with the key, the value, what is allowed and
        the place it came from. Sizes are bytes, or have a unit (`64KiB`, `16MiB`, `1GiB`); times have one (`250ms`, `10s`, `5m`,
        `2h`, `7d`), without it they are milliseconds. An empty value of a key that is unset by default leaves it unset.

        Plugins bring keys of their own. Those of the plugins in the image are below; they exist only while their plugin is chosen
        by `storage`, `consensus` or `transports`.
        """.formatted(REWRITE);

    private static final String PROPERTIES = """
        gokafka's configuration: every key, explained, with its default. A key is set by removing the # before it.

        A broker reads this file, or the one that --config names. Environment variables (GOKAFKA_GRPC_ADDR for grpc-addr) go over \
        the file, and --set KEY=VALUE and flags over both. Sizes may have a unit (64KiB, 16MiB, 1GiB); times have one (250ms, \
        10s, 5m, 2h, 7d). There are no comments behind a value.
        """;

    @Test
    void referenceSaysWhatTheKeysSay() throws IOException {
        compare(root().resolve("docs/configuration.md"), ConfigReference.markdown(MARKDOWN, sections()));
    }

    @Test
    void configurationFileOfTheImageHasEveryKeyWithItsDefault() throws IOException {
        compare(
                root().resolve("distribution/src/image/conf/gokafka.properties"),
                ConfigReference.properties(PROPERTIES, sections()));
    }

    @Test
    void configurationFileOfTheImageSetsNothingAndStillDoesWithEveryKeyUncommented() throws IOException {
        String text = ConfigReference.properties(PROPERTIES, sections());
        Path file = Files.createTempFile("gokafka", ".properties");
        try {
            Files.writeString(file, text);
            assertEquals(Map.of(), load(file).values());

            Files.writeString(file, text.replaceAll("(?m)^#(?=[a-z0-9.-]+=)", ""));
            Settings all = load(file);
            assertEquals(keys().size(), all.values().size());
            assertEquals(BrokerConfig.from(Settings.defaults()), BrokerConfig.from(all));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void everyKeyIsExplainedAndThereOnlyOnce() {
        List<String> names = keys().stream().map(ConfigKey::name).toList();

        assertEquals(names.stream().distinct().toList(), names);
        keys().forEach(key -> {
            assertFalse(key.description().isBlank(), key.name());
            assertTrue(key.name().matches("[a-z0-9]+([.-][a-z0-9]+)*"), key.name());
        });
    }

    @Test
    void everyDefaultIsAllowed() {
        keys().stream().filter(key -> !key.defaultText().isBlank()).forEach(Settings.defaults()::get);
    }

    @Test
    void bracketsAndBarsOfADescriptionDoNotBreakTheTable() {
        Section section = new Section("S", List.of(ConfigKey.text("k", "", "a|b <c>")));

        assertTrue(ConfigReference.markdown("", List.of(section)).contains("| `k` | (unset) | text | a\\|b &lt;c> |"));
    }

    private static Settings load(Path file) {
        return ConfigLoader.load(Optional.of(file), Map.of(), Map.of()).resolve(keys());
    }

    private static List<ConfigKey<?>> keys() {
        List<ConfigKey<?>> keys = new ArrayList<>();
        sections().forEach(section -> keys.addAll(section.keys()));
        return keys;
    }

    private static List<Section> sections() {
        Plugins plugins = Plugins.discover(List.of());
        List<Section> sections = new ArrayList<>(ConfigReference.brokerSections());
        sections.add(new Section("Consumer groups", GroupSettings.KEYS));
        sections.add(new Section(
                "Transport `grpc`: the native API", plugins.transport("grpc").settings()));
        sections.add(new Section(
                "Transport `kafka`: for Kafka clients",
                plugins.transport("kafka").settings()));
        sections.add(new Section("Storage `file`", plugins.storage("file").settings()));
        sections.add(new Section("Storage `rocksdb`", plugins.storage("rocksdb").settings()));
        sections.add(
                new Section("Consensus `jgroups`", plugins.consensus("jgroups").settings()));
        return sections;
    }

    private static void compare(Path file, String expected) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, expected);
        }
        String actual = Files.exists(file) ? Files.readString(file) : "";
        assertEquals(expected, actual, () -> file + " is not what the keys say. Write it again: " + REWRITE);
    }

    /** The tests run in the module's folder, or in the root when an IDE does it its own way. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("distribution/src/image"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder;
    }
}

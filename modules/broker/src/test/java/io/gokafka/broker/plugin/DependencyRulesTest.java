package io.gokafka.broker.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may depend on whom, as the module descriptors of the source tree say it. */
final class DependencyRulesTest {
    private static final Pattern NAME = Pattern.compile("^(?:open )?module (\\S+)", Pattern.MULTILINE);
    private static final Pattern REQUIRES =
            Pattern.compile("^\\s*requires\\s+(?:static\\s+|transitive\\s+)*([\\w.]+)", Pattern.MULTILINE);
    private static final Pattern PROVIDES = Pattern.compile("^\\s*provides\\s", Pattern.MULTILINE);
    private static final String API = "io.gokafka.api";

    /** A module's name, and what it requires. */
    private static final Map<String, Set<String>> REQUIRED = new TreeMap<>();

    private static final Set<String> PLUGINS = new TreeSet<>();

    @BeforeAll
    static void read() throws IOException {
        for (Path descriptor : descriptors()) {
            String text = Files.readString(descriptor);
            Matcher name = NAME.matcher(text);
            assertTrue(name.find(), descriptor.toString());
            Set<String> required = new TreeSet<>();
            REQUIRES.matcher(text).results().forEach(found -> required.add(found.group(1)));
            REQUIRED.put(name.group(1), required);
            if (PROVIDES.matcher(text).find()) {
                PLUGINS.add(name.group(1));
            }
        }
    }

    private static List<Path> descriptors() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src/main/java/module-info.java"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    @Test
    void theApiDependsOnNothing() {
        assertEquals(Set.of("org.jspecify"), REQUIRED.get(API), "annotations, which nobody needs at run time");
    }

    @Test
    void nothingDependsOnAPlugin() {
        assertTrue(PLUGINS.size() >= 4, "found " + PLUGINS);
        REQUIRED.forEach((module, required) -> required.forEach(
                other -> assertTrue(!PLUGINS.contains(other), module + " depends on the plugin " + other)));
    }

    /** But the api, parts of their own, and what knows nothing of gokafka itself. */
    @Test
    void pluginsSeeNothingOfTheBroker() {
        for (String plugin : PLUGINS) {
            REQUIRED.getOrDefault(plugin, Set.of()).stream()
                    .filter(other -> other.startsWith("io.gokafka."))
                    .forEach(other -> assertTrue(
                            other.equals(API) || other.startsWith(plugin + ".") || knowsNothing(other),
                            plugin + " depends on " + other));
        }
    }

    private static boolean knowsNothing(String module) {
        return REQUIRED.getOrDefault(module, Set.of(API)).stream().noneMatch(other -> other.startsWith("io.gokafka."));
    }
}

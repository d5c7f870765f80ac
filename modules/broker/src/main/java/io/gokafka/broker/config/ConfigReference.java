package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what the keys say of themselves as documents: {@code docs/configuration.md} and the configuration file of the image. A
 * test keeps both equal to the keys.
 */
public final class ConfigReference {
    private static final int WIDTH = 120;

    private ConfigReference() {}

    /**
     * Keys that belong together.
     *
     * @param title a heading
     * @param keys in the order in which they are shown
     */
    public record Section(String title, List<ConfigKey<?>> keys) {
        public Section {
            keys = List.copyOf(keys);
        }
    }

    /** The sections of {@link BrokerKeys}. */
    public static List<Section> brokerSections() {
        return List.of(
                new Section("Broker and listeners", IdentityKeys.all()),
                new Section("Plugins", PluginKeys.all()),
                new Section("Logs and durability", LogKeys.all()),
                new Section("Topics", TopicKeys.all()),
                new Section("Retention", RetentionKeys.all()),
                new Section("Limits", LimitKeys.all()),
                new Section("Integrity", IntegrityKeys.all()));
    }

    /** A table a section, in Markdown; sections without keys are left out. */
    public static String markdown(String introduction, List<Section> sections) {
        StringBuilder out = new StringBuilder(introduction.strip()).append('\n');
        for (Section section : sections) {
            if (!section.keys().isEmpty()) {
                out.append("\n## ").append(section.title()).append("\n\n");
                out.append("| key | default | allowed | what it is for |\n| --- | --- | --- | --- |\n");
                section.keys().forEach(key -> out.append(row(key)));
            }
        }
        return out.toString();
    }

    /** A configuration file that sets nothing: each key is explained, and stands there with its default as a comment. */
    public static String properties(String introduction, List<Section> sections) {
        StringBuilder out = new StringBuilder(comment(introduction));
        for (Section section : sections) {
            if (!section.keys().isEmpty()) {
                out.append("\n# ---- ").append(section.title()).append(" ----\n");
                for (ConfigKey<?> key : section.keys()) {
                    out.append('\n').append(comment(key.description())).append(comment("Allowed: " + key.allowed()));
                    out.append('#')
                            .append(key.name())
                            .append('=')
                            .append(key.defaultText())
                            .append('\n');
                }
            }
        }
        return out.toString();
    }

    private static String row(ConfigKey<?> key) {
        String defaultText = key.defaultText().isBlank() ? "(unset)" : "`" + key.defaultText() + "`";
        return "| `" + key.name() + "` | " + defaultText + " | " + cell(key.allowed()) + " | " + cell(key.description())
                + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
    }

    private static String comment(String text) {
        StringBuilder out = new StringBuilder();
        text.strip()
                .lines()
                .flatMap(line -> wrapped(line).stream())
                .forEach(line -> out.append(("# " + line).strip()).append('\n'));
        return out.toString();
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH - 2) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}

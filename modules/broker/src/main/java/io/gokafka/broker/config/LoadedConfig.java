package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the sources say, with the origin of each value. A broker starts in two steps, as its plugins declare keys of their own:
 * {@link #settings} is enough to choose the plugins, and {@link #resolve} checks everything once their keys are known. Immutable.
 */
public final class LoadedConfig {
    private final Map<String, Entry> file;
    private final Map<String, String> environment;
    private final Map<String, Entry> command;

    /**
     * A value and where it came from.
     *
     * @param origin for people, as {@code line 3 of gokafka.properties}
     */
    record Entry(String value, String origin) {}

    /** Takes the entries of the file and of the command line by key, and the environment by the variables' names. */
    LoadedConfig(Map<String, Entry> file, Map<String, String> environment, Map<String, Entry> command) {
        this.file = Map.copyOf(file);
        this.environment = Map.copyOf(environment);
        this.command = Map.copyOf(command);
    }

    /** What is set, unchecked, as far as {@link BrokerKeys} go: plugin keys from the environment are not in it yet. */
    public Settings settings() {
        return settings(merged(BrokerKeys.all()));
    }

    /** The same as far as these keys go as well: those of a plugin that is used without a broker. */
    public Settings settings(Collection<ConfigKey<?>> pluginKeys) {
        List<ConfigKey<?>> known = new ArrayList<>(BrokerKeys.all());
        known.addAll(pluginKeys);
        return settings(merged(known));
    }

    /**
     * Checks that each key is known and each value is allowed, whatever source it is from.
     *
     * @param known all keys: {@link BrokerKeys#all}, those of the broker's other parts, and those of the chosen plugins
     * @throws ConfigException that tells of every unknown key and every bad value, with its origin
     */
    public Settings resolve(Collection<ConfigKey<?>> known) {
        Map<String, Entry> entries = merged(known);
        List<String> problems = new ArrayList<>(unknownKeys(entries, known));
        problems.addAll(unknownVariables(known));
        if (!problems.isEmpty()) {
            problems.add(UnknownKeys.known(known));
        }
        for (ConfigKey<?> key : known) {
            Optional.ofNullable(entries.get(key.name()))
                    .flatMap(entry -> problem(key, entry))
                    .ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join(System.lineSeparator(), problems));
        }
        Settings settings = settings(entries);
        ListenerCheck.check(settings, known);
        return settings;
    }

    /** Where a key's value came from, for people; empty when it has its default. */
    public Optional<String> origin(ConfigKey<?> key) {
        return Optional.ofNullable(merged(List.of(key)).get(key.name())).map(Entry::origin);
    }

    private Map<String, Entry> merged(Collection<ConfigKey<?>> known) {
        Map<String, Entry> entries = new LinkedHashMap<>(file);
        for (ConfigKey<?> key : known) {
            String variable = EnvironmentNames.of(key);
            String value = environment.get(variable);
            if (value != null) {
                entries.put(key.name(), new Entry(value, "environment variable " + variable));
            }
        }
        entries.putAll(command);
        return entries;
    }

    private static List<String> unknownKeys(Map<String, Entry> entries, Collection<ConfigKey<?>> known) {
        List<String> names = known.stream().map(ConfigKey::name).toList();
        return entries.entrySet().stream()
                .filter(entry -> !names.contains(entry.getKey()))
                .map(entry -> UnknownKeys.message(
                        "setting", entry.getKey(), entry.getValue().origin(), names))
                .toList();
    }

    private List<String> unknownVariables(Collection<ConfigKey<?>> known) {
        List<String> variables = known.stream().map(EnvironmentNames::of).toList();
        return environment.keySet().stream()
                .filter(name -> !variables.contains(name))
                .sorted()
                .map(name -> UnknownKeys.message("setting", name, "environment variable", variables))
                .toList();
    }

    private static Optional<String> problem(ConfigKey<?> key, Entry entry) {
        if (isUnset(key, entry.value())) {
            return Optional.empty();
        }
        try {
            settings(Map.of(key.name(), entry)).get(key);
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(e.getMessage() + " (" + entry.origin() + ")");
        }
    }

    private static Settings settings(Map<String, Entry> entries) {
        Map<String, String> values = new LinkedHashMap<>();
        entries.forEach((key, entry) -> values.put(key, entry.value()));
        return new Settings(values);
    }

    /** An empty value of a key without a default means that it is not set. */
    static boolean isUnset(ConfigKey<?> key, String value) {
        return value.isBlank() && key.defaultText().isBlank();
    }
}

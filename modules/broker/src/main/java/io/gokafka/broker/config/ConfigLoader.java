package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers a configuration from its sources. A later one goes over an earlier one: the keys' defaults, the configuration file, the
 * environment, the command line.
 */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * Reads the sources; which keys exist is checked later, by {@link LoadedConfig#resolve}, when the plugins are known.
     *
     * @param file the file that the user named; without one, the installation's {@code conf/gokafka.properties} if it is there
     * @param environment the process's environment; see {@link EnvironmentNames}
     * @param overrides key to value, of flags and {@code --set}
     * @throws ConfigException when the file cannot be read, or a line of it is no setting
     */
    public static LoadedConfig load(
            Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
        Map<String, LoadedConfig.Entry> fromFile = file.or(Installation.current()::configFile)
                .map(ConfigFile::read)
                .orElseGet(Map::of);
        Map<String, LoadedConfig.Entry> fromCommand = new LinkedHashMap<>();
        overrides.forEach((key, value) -> fromCommand.put(key, new LoadedConfig.Entry(value, "on the command line")));
        return new LoadedConfig(fromFile, EnvironmentNames.settingsOf(environment), fromCommand);
    }
}

package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where gokafka is installed.
 *
 * @param home the folder that holds {@code bin}, {@code conf} and {@code plugins}; empty when gokafka does not run from an image
 */
public record Installation(Optional<Path> home) {
    /** The system property that the launcher sets. */
    public static final String HOME_PROPERTY = "gokafka.home";

    /** As the launcher says. */
    public static Installation current() {
        return new Installation(Optional.ofNullable(System.getProperty(HOME_PROPERTY))
                .filter(home -> !home.isBlank())
                .map(Path::of));
    }

    /** {@code conf/gokafka.properties}, when there is one. */
    public Optional<Path> configFile() {
        return home.map(path -> path.resolve("conf").resolve("gokafka.properties"))
                .filter(Files::isRegularFile);
    }

    /**
     * The folders to look for plugins in: the installation's own, when there is one, and those of {@code plugin-dirs}.
     *
     * @throws ConfigException when an entry of {@code plugin-dirs} is not a path
     */
    public List<Path> pluginFolders(Settings settings) {
        List<Path> folders = new ArrayList<>();
        home.map(path -> path.resolve("plugins")).filter(Files::isDirectory).ifPresent(folders::add);
        settings.get(PluginKeys.PLUGIN_DIRS).forEach(folder -> folders.add(path(folder)));
        return List.copyOf(folders);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigException("setting 'plugin-dirs' has the entry '" + text + "', which is not a path");
        }
    }
}

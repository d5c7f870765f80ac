package io.gokafka.broker.plugin;

import io.gokafka.api.config.ConfigException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads which plugins there are from the file system: names only, no jar is opened. */
final class PluginFolders {
    private PluginFolders() {}

    /**
     * The plugins below some folders, in the order of the folders and then of their names.
     *
     * @throws ConfigException when a folder cannot be read
     */
    static List<PluginFolder> in(List<Path> parents) {
        List<PluginFolder> folders = new ArrayList<>();
        for (Path parent :
                new LinkedHashSet<>(parents.stream().map(PluginFolders::real).toList())) {
            children(parent).stream()
                    .filter(PluginFolders::holdsModules)
                    .sorted(Comparator.comparing(Path::getFileName))
                    .map(PluginFolder::new)
                    .forEach(folders::add);
        }
        return List.copyOf(folders);
    }

    /** Jars that lie in a plugin folder itself: a mistake that is easily made, as they are no plugin there. */
    static List<Path> strayJars(List<Path> parents) {
        return parents.stream()
                .map(PluginFolders::real)
                .distinct()
                .flatMap(parent -> children(parent).stream())
                .filter(PluginFolders::isJar)
                .sorted()
                .toList();
    }

    /** One folder given in two spellings must not look like two plugins of one name. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new ConfigException("plugin folder " + folder.toAbsolutePath()
                    + " does not exist or cannot be read; correct 'plugin-dirs', or create the folder");
        }
    }

    private static boolean holdsModules(Path child) {
        return Files.isDirectory(child) && children(child).stream().anyMatch(PluginFolders::isModule);
    }

    private static boolean isModule(Path file) {
        return isJar(file) || Files.exists(file.resolve("module-info.class"));
    }

    private static boolean isJar(Path file) {
        return file.getFileName().toString().endsWith(".jar") && Files.isRegularFile(file);
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(children::add);
        } catch (IOException e) {
            throw new ConfigException("plugin folder " + folder + " cannot be read: " + Reasons.of(e));
        }
        return children;
    }
}

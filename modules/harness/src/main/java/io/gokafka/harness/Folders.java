package io.gokafka.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of runs. */
public final class Folders {
    /** How many earlier runs are kept beside a folder. */
    static final int SET_ASIDE = 5;

    private Folders() {}

    /**
     * Makes room for a run in a folder. When an earlier run there has left a history, which is what shows a failure, all of it is
     * renamed: to NAME.1, that one to NAME.2, and so on up to NAME.{@value #SET_ASIDE}; else it is deleted.
     */
    public static void setAside(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("history.txt"))) {
            delete(folder);
            return;
        }
        delete(numbered(folder, SET_ASIDE));
        for (int number = SET_ASIDE - 1; number >= 1; number--) {
            if (Files.exists(numbered(folder, number))) {
                Files.move(numbered(folder, number), numbered(folder, number + 1));
            }
        }
        Files.move(folder, numbered(folder, 1));
    }

    private static Path numbered(Path folder, int number) {
        return folder.resolveSibling(folder.getFileName() + "." + number);
    }

    /** Deletes a folder and all that is in it; nothing happens when it is not there. */
    public static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

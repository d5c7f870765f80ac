package io.gokafka.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories with the data of what is measured. */
public final class Directories {
    private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");

    private Directories() {}

    public static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(directory)) {
            paths = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    /** So that a start reads from the disk, as after a reboot. Only root can; others measure with what is cached. */
    public static void dropPageCache() throws IOException {
        if (Files.isWritable(DROP_CACHES)) {
            Files.writeString(DROP_CACHES, "1");
        }
    }
}

package io.gokafka.faultydisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The numbers by which files are the same under another name. */
final class Inodes {
    private Inodes() {}

    static long of(Path path) throws IOException {
        return (Long) Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    /** Where the files and directories below some directories are, these included. */
    static Map<Long, Path> below(List<Path> roots) throws IOException {
        Map<Long, Path> paths = new HashMap<>();
        for (Path root : roots) {
            try (Stream<Path> tree = Files.walk(root)) {
                for (Path path : tree.toList()) {
                    paths.put(of(path), path);
                }
            } catch (UncheckedIOException e) {
                throw new IOException("cannot list " + root, e);
            }
        }
        return paths;
    }
}

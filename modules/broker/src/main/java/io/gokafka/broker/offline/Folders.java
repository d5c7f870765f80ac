package io.gokafka.broker.offline;

import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** Folders of files: how large they are, making and deleting them. */
public final class Folders {
    private Folders() {}

    /** Bytes of all files below a folder; 0 when there is none. */
    public static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long size = 0;
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    /** Whether there is room for a copy, of which a part may be there. */
    static void checkSpace(Path source, Path target) throws IOException {
        long needed = size(source) - size(target);
        long free = Files.getFileStore(source).getUsableSpace();
        if (needed > free) {
            throw new StorageException("there is not enough room on the disk of "
                    + source.toAbsolutePath().normalize() + ": the copy takes about " + needed + " more bytes, " + free
                    + " are free");
        }
    }

    /** Makes a folder for its owner alone, if it is not there, and its name durable. */
    static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        syncNames(Objects.requireNonNull(folder.toAbsolutePath().getParent()));
    }

    private static void syncNames(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder)) {
            names.force(true);
        }
    }

    /** Deletes a folder and all that is in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

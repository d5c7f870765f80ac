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
    private static final String DAMAGED = "~damaged";

    private Folders() {}

    /**
     * Where the folder of a storage is put when all of it is damaged. The folder may be a link to one of another disk; it is put beside
     * that one.
     *
     * @throws IOException when the folder is not there
     */
    public static Path asideOf(Path folder) throws IOException {
        Path real = folder.toRealPath();
        return real.resolveSibling(real.getFileName() + DAMAGED);
    }

    /** Bytes of all files below a folder; 0 when there is none. */
    public static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long size = 0;
        try (Stream<Path> tree = Files.walk(folder.toRealPath())) { // a link is not followed by itself
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    /** Whether there is room for a copy, of which a part may be there. The source may be a link to another disk. */
    static void checkSpace(Path source, Path target) throws IOException {
        Path parent = Objects.requireNonNull(target.toAbsolutePath().normalize().getParent());
        long needed = size(source) - size(target);
        long free = Files.getFileStore(parent).getUsableSpace();
        if (needed > free) {
            throw new StorageException("there is not enough room on the disk of " + parent + ": the copy takes about "
                    + needed + " more bytes, " + free + " are free");
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

    /** Deletes a folder and all that is in it; of a link, the folder that it leads to as well. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder.toRealPath())) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        if (Files.isSymbolicLink(folder)) {
            Files.delete(folder);
        }
    }
}

package io.gokafka.storage.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files and directories that belong to their owner alone, and directory entries that survive a crash. */
final class DiskFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private DiskFiles() {}

    static FileAttribute<?>[] ownerOnlyFile() {
        return attributes("rw-------");
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    static void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, attributes("rwx------"));
    }

    /** An empty file, which must not be there yet; its name is durable after {@link #syncDirectory}. */
    static void createFile(Path file) throws IOException {
        Files.createFile(file, ownerOnlyFile());
    }

    /** Makes the names in a directory durable. */
    static void syncDirectory(Path directory) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (UncheckedIOException e) {
            throw new IOException("cannot list " + directory, e);
        }
    }

    /** Deletes a directory and all that is in it; nothing happens when it is not there. */
    static void deleteTree(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            if (Files.exists(directory)) {
                throw e;
            }
        } catch (UncheckedIOException e) {
            throw new IOException("cannot delete " + directory, e);
        }
    }
}

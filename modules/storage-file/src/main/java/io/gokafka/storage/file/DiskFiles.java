package io.gokafka.storage.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
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

    /** Fills an empty file, durably, also when the thread is interrupted. */
    static void writeSynced(Path file, byte[] content) throws IOException {
        uninterruptibly(file, StandardOpenOption.WRITE, channel -> {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
            channel.force(true);
        });
    }

    /** Makes the names in a directory durable, also when the thread is interrupted. */
    static void syncDirectory(Path directory) throws IOException {
        uninterruptibly(directory, StandardOpenOption.READ, channel -> channel.force(true));
    }

    /** Something that is done with an open channel, perhaps more than once. */
    private interface Use {
        void of(FileChannel channel) throws IOException;
    }

    /** An interrupt closes the channel: then all is done again on another one, and the interrupt put back afterwards. */
    private static void uninterruptibly(Path path, OpenOption option, Use use) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(path, option)) {
                    use.of(channel);
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

package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.function.LongFunction;

/** Notes each change in a {@link Journal} before it lets another disk make it. */
final class JournaledDisk implements Disk {

    private interface Action<T> {
        T run(long serial) throws IOException;
    }

    private record Open(FileChannel channel, Journal.Node node) implements OpenFile {}

    private final Disk disk;
    private final Journal journal;
    private final Steps steps;

    JournaledDisk(Disk disk, Journal journal, Steps steps) {
        this.disk = disk;
        this.journal = journal;
        this.steps = steps;
    }

    private static Journal.Node nodeOf(OpenFile file) {
        return ((Open) file).node();
    }

    @Override
    public OpenFile file(Path path, FileChannel channel) throws IOException {
        return new Open(channel, journal.node(Inodes.of(path)));
    }

    @Override
    public void checkReadable(OpenFile file) throws IOException {
        disk.checkReadable(file);
    }

    @Override
    public int write(OpenFile file, ByteBuffer source, long position) throws IOException {
        Journal.Node node = nodeOf(file);
        node.lock().lock();
        try {
            long size = file.channel().size();
            long length = source.remaining();
            byte[] old = bytes(file.channel(), position, Math.min(position + length, size));
            return noted(
                    node,
                    serial -> new Change.Write(serial, node.inode(), position, length, size, old),
                    serial -> disk.write(file, source, position));
        } finally {
            node.lock().unlock();
        }
    }

    @Override
    public void truncate(OpenFile file, long newSize) throws IOException {
        Journal.Node node = nodeOf(file);
        node.lock().lock();
        try {
            long size = file.channel().size();
            if (newSize >= size) {
                disk.truncate(file, newSize);
                return;
            }
            byte[] old = bytes(file.channel(), newSize, size);
            noted(node, serial -> new Change.Truncate(serial, node.inode(), newSize, size, old), serial -> {
                disk.truncate(file, newSize);
                return serial;
            });
        } finally {
            node.lock().unlock();
        }
    }

    static byte[] bytes(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.max(0, to - from)));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // Read on.
        }
        return bytes.array();
    }

    @Override
    public void force(OpenFile file, boolean metaData) throws IOException {
        Journal.Node node = nodeOf(file);
        // What is changed from now on may or may not be reached.
        long reached = lastOf(node);
        steps.next();
        try {
            disk.force(file, metaData);
        } catch (ClosedChannelException e) {
            // An interrupt ended it, not the disk: the next one counts.
            throw e;
        } catch (IOException e) {
            journal.failed(node, reached);
            throw e;
        }
        steps.next();
        journal.durable(node, reached);
        steps.next();
    }

    private long lastOf(Journal.Node node) {
        node.lock().lock();
        try {
            return journal.lastOf(node);
        } finally {
            node.lock().unlock();
        }
    }

    @Override
    public void create(Path path, Creation creation) throws IOException {
        Journal.Node directory = directoryOf(path);
        directory.lock().lock();
        try {
            if (Files.exists(path)) {
                throw new FileAlreadyExistsException(path.toString());
            }
            named(directory, serial -> new Change.Create(serial, directory.inode(), name(path)), serial -> {
                disk.create(path, creation);
                return serial;
            });
        } finally {
            directory.lock().unlock();
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        Journal.Node directory = directoryOf(path);
        directory.lock().lock();
        try {
            long inode = Inodes.of(path);
            if (Files.isDirectory(path) && !isEmpty(path)) {
                throw new DirectoryNotEmptyException(path.toString());
            }
            named(
                    directory,
                    serial -> new Change.Delete(serial, directory.inode(), name(path), inode),
                    serial -> Files.move(path, journal.kept(serial), StandardCopyOption.ATOMIC_MOVE));
        } finally {
            directory.lock().unlock();
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    @Override
    public void rename(Path from, Path to, CopyOption... options) throws IOException {
        if (!Objects.equals(from.getParent(), to.getParent())) {
            throw new UnsupportedOperationException("a rename into another directory: " + from + " to " + to);
        }
        Journal.Node directory = directoryOf(from);
        directory.lock().lock();
        try {
            long inode = Inodes.of(from);
            boolean replaces = Files.exists(to);
            long replaced = replaces ? Inodes.of(to) : 0;
            named(
                    directory,
                    serial -> new Change.Rename(serial, directory.inode(), name(from), name(to), inode, replaced),
                    serial -> {
                        if (replaces) {
                            Files.createLink(journal.kept(serial), to);
                            steps.next();
                        }
                        disk.rename(from, to, options);
                        return serial;
                    });
        } finally {
            directory.lock().unlock();
        }
    }

    private Journal.Node directoryOf(Path path) throws IOException {
        return journal.node(Inodes.of(Objects.requireNonNull(path.getParent(), "a path has a directory")));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private <T> T named(Journal.Node node, LongFunction<Change> change, Action<T> action) throws IOException {
        steps.next();
        long serial = journal.made(node, change);
        steps.next();
        T result;
        try {
            result = action.run(serial);
        } catch (IOException e) {
            journal.cancelled(node, serial);
            throw e;
        }
        steps.next();
        return result;
    }

    /** Not cancelled when it fails: a part may have been written. */
    private <T> T noted(Journal.Node node, LongFunction<Change> change, Action<T> action) throws IOException {
        steps.next();
        long serial = journal.made(node, change);
        steps.next();
        T result = action.run(serial);
        steps.next();
        return result;
    }
}

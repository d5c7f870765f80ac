package io.gokafka.faultydisk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads through the default provider; lets the {@link Disk} do what changes something. */
final class FaultyFileSystemProvider extends FileSystemProvider {
    private static final Set<OpenOption> SUPPORTED = Set.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.TRUNCATE_EXISTING);

    private final FaultyFileSystem fileSystem;
    private final Disk disk;

    FaultyFileSystemProvider(FaultyFileSystem fileSystem, Disk disk) {
        this.fileSystem = fileSystem;
        this.disk = disk;
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException("the faulty disk is opened by its storage");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        return fileSystem.path(Path.of(uri));
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs)
            throws IOException {
        checkSupported(options);
        Path real = FaultyPath.real(path);
        boolean writing = options.contains(StandardOpenOption.WRITE);
        createIfAsked(real, options, attrs);
        Set<OpenOption> realOptions = new HashSet<>(Set.of(StandardOpenOption.READ));
        if (writing) {
            // Beside reading, as what is overwritten is read before.
            realOptions.add(StandardOpenOption.WRITE);
        }
        FileChannel channel = new FaultyFileChannel(
                disk,
                disk.file(real, FileChannel.open(real, realOptions)),
                writing,
                !writing || options.contains(StandardOpenOption.READ));
        if (writing && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.truncate(0);
        }
        return channel;
    }

    private static void checkSupported(Set<? extends OpenOption> options) {
        if (!SUPPORTED.containsAll(options)) {
            throw new UnsupportedOperationException("the faulty disk opens no files with " + options);
        }
    }

    private void createIfAsked(Path real, Set<? extends OpenOption> options, FileAttribute<?>... attrs)
            throws IOException {
        boolean must = options.contains(StandardOpenOption.CREATE_NEW)
                || (options.contains(StandardOpenOption.CREATE) && Files.notExists(real));
        if (must && options.contains(StandardOpenOption.WRITE)) {
            disk.create(real, () -> Files.createFile(real, attrs));
        }
    }

    /** Not interruptible: the JDK makes the streams of its own file channels so, and the methods of Files that use them. */
    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attrs)
            throws IOException {
        checkSupported(options);
        boolean writing = options.contains(StandardOpenOption.WRITE);
        createIfAsked(FaultyPath.real(path), options, attrs);
        SeekableByteChannel channel =
                new UninterruptibleChannel(path, Set.of(writing ? StandardOpenOption.WRITE : StandardOpenOption.READ));
        if (writing && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.truncate(0);
        }
        return channel;
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path dir, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        Path real = FaultyPath.real(dir);
        return new FaultyDirectoryStream(
                fileSystem,
                real.getFileSystem().provider().newDirectoryStream(real, path -> filter.accept(fileSystem.path(path))));
    }

    @Override
    public void createDirectory(Path dir, FileAttribute<?>... attrs) throws IOException {
        Path real = FaultyPath.real(dir);
        disk.create(real, () -> Files.createDirectory(real, attrs));
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(FaultyPath.real(path));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        disk.rename(FaultyPath.real(source), FaultyPath.real(target), options);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException("nothing is copied on the faulty disk");
    }

    @Override
    public boolean isSameFile(Path path, Path path2) throws IOException {
        return Files.isSameFile(FaultyPath.real(path), FaultyPath.real(path2));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return Files.isHidden(FaultyPath.real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return Files.getFileStore(FaultyPath.real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        Path real = FaultyPath.real(path);
        real.getFileSystem().provider().checkAccess(real, modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(FaultyPath.real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return Files.readAttributes(FaultyPath.real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return Files.readAttributes(FaultyPath.real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        Files.setAttribute(FaultyPath.real(path), attribute, value, options);
    }
}

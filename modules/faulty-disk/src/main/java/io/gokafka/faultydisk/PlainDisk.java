package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real disk, of which nothing is noted. */
final class PlainDisk implements Disk {
    private record Open(FileChannel channel) implements OpenFile {}

    @Override
    public OpenFile file(Path path, FileChannel channel) {
        return new Open(channel);
    }

    @Override
    public void checkReadable(OpenFile file) {
        // It is.
    }

    @Override
    public int write(OpenFile file, ByteBuffer source, long position) throws IOException {
        return file.channel().write(source, position);
    }

    @Override
    public void truncate(OpenFile file, long size) throws IOException {
        file.channel().truncate(size);
    }

    @Override
    public void force(OpenFile file, boolean metaData) throws IOException {
        file.channel().force(metaData);
    }

    @Override
    public void create(Path path, Creation creation) throws IOException {
        creation.run();
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(path);
    }

    @Override
    public void rename(Path from, Path to, CopyOption... options) throws IOException {
        Files.move(from, to, options);
    }
}

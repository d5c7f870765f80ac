package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.Path;

/** A disk that does not really sync: what is durable, the journal above it knows. Makes thousands of crashes quick. */
final class UnsyncedDisk implements Disk {
    /** What a force does. */
    interface Force {
        void run() throws IOException;
    }

    private final Disk disk = new PlainDisk();
    private final Force force;

    UnsyncedDisk() {
        this(() -> {
            // Not even the metadata.
        });
    }

    UnsyncedDisk(Force force) {
        this.force = force;
    }

    @Override
    public OpenFile file(Path path, FileChannel channel) throws IOException {
        return disk.file(path, channel);
    }

    @Override
    public void checkReadable(OpenFile file) {
        // It is.
    }

    @Override
    public int write(OpenFile file, ByteBuffer source, long position) throws IOException {
        return disk.write(file, source, position);
    }

    @Override
    public void truncate(OpenFile file, long size) throws IOException {
        disk.truncate(file, size);
    }

    @Override
    public void force(OpenFile file, boolean metaData) throws IOException {
        force.run();
    }

    @Override
    public void create(Path path, Creation creation) throws IOException {
        disk.create(path, creation);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(path);
    }

    @Override
    public void rename(Path from, Path to, CopyOption... options) throws IOException {
        disk.rename(from, to, options);
    }
}

package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A disk that is full, slow, or cannot read or sync, when it is told so. */
final class BrokenDisk implements Disk {
    private final Disk disk;
    private final Supplier<Faults> faults;

    BrokenDisk(Disk disk, Supplier<Faults> faults) {
        this.disk = disk;
        this.faults = faults;
    }

    @Override
    public OpenFile file(Path path, FileChannel channel) throws IOException {
        return disk.file(path, channel);
    }

    @Override
    public void checkReadable(OpenFile file) throws IOException {
        if (faults.get().failRead()) {
            throw new IOException("Input/output error");
        }
        disk.checkReadable(file);
    }

    @Override
    public int write(OpenFile file, ByteBuffer source, long position) throws IOException {
        Faults now = faults.get();
        delay(now.slowWriteMillis());
        long needed = position + source.remaining() - file.channel().size();
        if (now.full() && needed > 0) {
            ByteBuffer part =
                    source.slice(source.position(), source.remaining() - (int) Math.min(needed, source.remaining()));
            if (ThreadLocalRandom.current().nextBoolean()) {
                part = source.slice(
                        source.position(), ThreadLocalRandom.current().nextInt(source.remaining()));
            }
            while (part.hasRemaining()) {
                disk.write(file, part, position + part.position());
            }
            throw noSpace();
        }
        return disk.write(file, source, position);
    }

    private static IOException noSpace() {
        return new IOException("No space left on device");
    }

    /** An interrupt stays set, and ends no delay. */
    private static void delay(int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(left);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void truncate(OpenFile file, long size) throws IOException {
        disk.truncate(file, size);
    }

    @Override
    public void force(OpenFile file, boolean metaData) throws IOException {
        Faults now = faults.get();
        delay(now.slowSyncMillis());
        if (now.failSync()) {
            throw new IOException("Input/output error");
        }
        disk.force(file, metaData);
    }

    @Override
    public void create(Path path, Creation creation) throws IOException {
        if (faults.get().full()) {
            throw noSpace();
        }
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

package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A channel that reads from the real file when the {@link Disk} lets it, and changes it through that. An interrupt closes the real channel; then
 * this one is closed too, so that it looks like that of the JDK.
 */
final class FaultyFileChannel extends FileChannel {
    private interface Use<T> {
        T of(FileChannel channel) throws IOException;
    }

    private final Disk disk;
    private final Disk.OpenFile file;
    private final boolean writable;
    private final boolean readable;

    FaultyFileChannel(Disk disk, Disk.OpenFile file, boolean writable, boolean readable) {
        this.disk = disk;
        this.file = file;
        this.writable = writable;
        this.readable = readable;
    }

    private <T> T use(Use<T> use) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        try {
            return use.of(file.channel());
        } catch (ClosedChannelException e) {
            close();
            throw e;
        }
    }

    private <T> T reading(Use<T> use) throws IOException {
        if (!readable) {
            throw new NonReadableChannelException();
        }
        return use(channel -> {
            disk.checkReadable(file);
            return use.of(channel);
        });
    }

    private <T> T writing(Use<T> use) throws IOException {
        if (!writable) {
            throw new NonWritableChannelException();
        }
        return use(use);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return reading(channel -> channel.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return reading(channel -> channel.read(targets, offset, length));
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return reading(channel -> channel.read(target, position));
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        return writing(channel -> {
            int written = disk.write(file, source, channel.position());
            channel.position(channel.position() + written);
            return written;
        });
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            while (sources[i].hasRemaining()) {
                written += write(sources[i]);
            }
        }
        return written;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return writing(channel -> disk.write(file, source, position));
    }

    @Override
    public long position() throws IOException {
        return use(FileChannel::position);
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        use(channel -> channel.position(newPosition));
        return this;
    }

    @Override
    public long size() throws IOException {
        return use(FileChannel::size);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        writing(channel -> {
            disk.truncate(file, size);
            return channel;
        });
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        use(channel -> {
            disk.force(file, metaData);
            return channel;
        });
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return reading(channel -> channel.transferTo(position, count, target));
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(count, 64 << 10));
        long done = 0;
        while (done < count) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), count - done));
            if (source.read(buffer) <= 0) {
                break;
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                done += write(buffer, position + done);
            }
        }
        return done;
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        if (!mode.equals(MapMode.READ_ONLY)) {
            throw new UnsupportedOperationException("writes to mapped memory cannot be followed");
        }
        return reading(channel -> channel.map(mode, position, size));
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException("files of the faulty disk are not locked");
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException("files of the faulty disk are not locked");
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.channel().close();
    }
}

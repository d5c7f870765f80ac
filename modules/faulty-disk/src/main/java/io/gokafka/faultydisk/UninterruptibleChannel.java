package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * A file that an interrupted thread can go on with: what an interrupt ended is done again on another channel, and the
 * interrupt put back.
 *
 * <p>For one thread.
 */
final class UninterruptibleChannel implements SeekableByteChannel {
    private interface Use<T> {
        T of(FileChannel channel) throws IOException;
    }

    private final Path path;
    private final Set<OpenOption> options;
    private FileChannel channel;
    private long position;
    private boolean closed;

    UninterruptibleChannel(Path path, Set<OpenOption> options) throws IOException {
        this.path = path;
        this.options = options;
        this.channel = FileChannel.open(path, options);
    }

    private <T> T use(Use<T> use) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return use.of(channel);
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                    channel = FileChannel.open(path, options);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        int count = use(current -> current.read(target.position(start), position));
        position += Math.max(0, count);
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int start = source.position();
        int count = use(current -> current.write(source.position(start), position));
        position += count;
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        return use(FileChannel::size);
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        use(current -> current.truncate(size));
        position = Math.min(position, size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        channel.close();
    }
}

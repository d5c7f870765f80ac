package io.gokafka.transport.kafka.server;

import io.gokafka.api.storage.LogSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts encoded answers on a connection: several small ones with one system call, slices straight from where they are.
 *
 * <p>For one thread. The channel blocks.
 */
final class AnswerSender {
    /** Answers that are held back until more are ready take no more memory than this. */
    private static final int ENOUGH = 64 << 10;

    /** One transfer sends no more, so that progress is seen. */
    private static final int TRANSFER = 1 << 20;

    /** What is copied while the socket is full. */
    private static final int COPY = 16 << 10;

    private final GatheringByteChannel channel;
    private final Progress progress;
    private final List<ByteBuffer> held = new ArrayList<>();
    private int heldBytes;

    AnswerSender(GatheringByteChannel channel, Progress progress) {
        this.channel = channel;
        this.progress = progress;
    }

    /** Sends an answer, or holds it back until {@link #flush}; what it has in slices is sent when this returns. */
    void send(EncodedAnswer answer) throws IOException {
        int from = 0;
        for (EncodedAnswer.Insert insert : answer.inserts()) {
            hold(answer.bytes().slice(from, insert.position() - from));
            flush();
            transfer(insert.slice());
            from = insert.position();
        }
        hold(answer.bytes().slice(from, answer.bytes().limit() - from));
        if (heldBytes >= ENOUGH) {
            flush();
        }
    }

    private void hold(ByteBuffer bytes) {
        if (bytes.hasRemaining()) {
            held.add(bytes);
            heldBytes += bytes.remaining();
        }
    }

    /** Sends what was held back. */
    void flush() throws IOException {
        ByteBuffer[] all = held.toArray(ByteBuffer[]::new);
        long left = heldBytes;
        while (left > 0) {
            left -= channel.write(all);
            progress.made();
        }
        held.clear();
        heldBytes = 0;
    }

    /**
     * Sends a slice. A virtual thread's socket is one that does not block underneath, so a transfer to a full one may send nothing:
     * then a piece is written as any other bytes, which parks the thread until there is room.
     */
    private void transfer(LogSlice slice) throws IOException {
        WritableByteChannel blocking = new Blocking(channel);
        long sent = 0;
        while (sent < slice.size()) {
            long left = slice.size() - sent;
            long now = slice.transferTo(sent, Math.min(left, TRANSFER), channel);
            if (now <= 0) {
                now = slice.transferTo(sent, Math.min(left, COPY), blocking);
            }
            if (now <= 0) {
                throw new IOException("a slice of " + slice.size() + " bytes ended after " + sent);
            }
            sent += now;
            progress.made();
        }
    }

    /** A channel that storage does not take for a socket. */
    private record Blocking(WritableByteChannel channel) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return channel.write(bytes);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/** Runs of bytes in one segment or in several that follow each other; their files stay open until it is closed. */
final class FileSlice implements LogSlice {
    private static final int PROBE = 64 << 10;

    private record Part(Segment segment, long from, int size) {}

    private final LogState state;
    private final List<Part> parts = new ArrayList<>(1);
    private int size;
    private boolean closed;

    /** Of a log, which may change meanwhile. */
    FileSlice(LogState state) {
        this.state = state;
    }

    /** Adds the bytes of a segment between two positions. */
    void add(Segment segment, long from, long to) throws IOException {
        if (to > from) {
            segment.hold();
            Part part = new Part(segment, from, Math.toIntExact(to - from));
            parts.add(part);
            size += part.size();
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        checkOpen();
        long skipped = 0;
        long sent = 0;
        for (Part part : parts) {
            long within = position + sent - skipped;
            if (within < part.size() && sent < count) {
                long wanted = Math.min(count - sent, part.size() - within);
                long taken = transfer(part, within, wanted, target);
                sent += taken;
                if (taken < wanted) {
                    break;
                }
            }
            skipped += part.size();
        }
        return sent;
    }

    private long transfer(Part part, long within, long count, WritableByteChannel target) throws IOException {
        Segment segment = part.segment();
        long from = part.from() + within;
        try {
            return segment.reading().useOnce(channel -> {
                long sent = channel.transferTo(from, count, target);
                if (sent == 0 && channel.size() < from + count) {
                    throw missing(
                            segment, new Segment.GoneException(segment.path() + " ends before " + (from + count)));
                }
                return sent;
            });
        } catch (IOException e) {
            if (ReadFaults.isOfDisk(e)) {
                probe(segment, from, count);
            }
            throw e;
        }
    }

    /** A transfer does not tell which end of it failed: a read by itself does. What was sent before the failure would have been returned. */
    private static void probe(Segment segment, long from, long count) throws IOException {
        segment.read(ByteBuffer.allocate((int) Math.min(count, PROBE)), from);
    }

    @Override
    public ByteBuffer toBuffer() {
        checkOpen();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        int position = 0;
        for (Part part : parts) {
            try {
                part.segment().read(bytes.slice(position, part.size()), part.from());
            } catch (Segment.GoneException e) {
                throw missing(part.segment(), e);
            } catch (IOException e) {
                throw new StorageException("cannot read " + part.segment().path(), e);
            }
            position += part.size();
        }
        return bytes;
    }

    /** A segment that the log has still was not cut by the log. */
    private StorageException missing(Segment segment, Segment.GoneException cut) {
        return state.view().segments().contains(segment)
                ? new CorruptLogException(String.valueOf(cut.getMessage()))
                : cut;
    }

    private void checkOpen() {
        if (closed) {
            throw new StorageException("the slice is closed");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            parts.forEach(part -> part.segment().reading().release());
        }
    }
}

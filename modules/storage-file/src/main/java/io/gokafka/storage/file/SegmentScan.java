package io.gokafka.storage.file;

import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.TermStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment from its start to the first byte that is not a whole batch with a right checksum. Takes constant memory.
 *
 * <p>For one thread.
 */
final class SegmentScan {
    private static final int WINDOW = 256 << 10;

    /**
     * What a scan has found.
     *
     * @param end where the next entry would begin
     * @param maxTimestamp the highest timestamp of the entries with offsets
     * @param firstTimestamp that of the first entry with offsets
     * @param terms where terms begin in the segment; the first is that of its first entry
     * @param damage why the scan ended before the file did, if so
     */
    record Found(
            Place end,
            long maxTimestamp,
            long firstTimestamp,
            SparseIndex index,
            List<TermStart> terms,
            Optional<String> damage) {}

    private final Segment segment;
    private final long fileSize;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
    private final SparseIndex index;
    private final List<TermStart> terms = new ArrayList<>();
    private long windowStart;
    private Place place;
    private long maxTimestamp = SegmentInfo.NO_TIMESTAMP;
    private long firstTimestamp = SegmentInfo.NO_TIMESTAMP;

    private SegmentScan(Segment segment, long fileSize, long indexInterval) {
        this.segment = segment;
        this.fileSize = fileSize;
        this.place = segment.start();
        this.index = new SparseIndex(segment.start(), indexInterval);
        window.limit(0);
    }

    static Found scan(Segment segment, long fileSize, long indexInterval) throws IOException {
        return new SegmentScan(segment, fileSize, indexInterval).run();
    }

    private Found run() throws IOException {
        String damage = null;
        while (damage == null && place.position() < fileSize) {
            damage = takeBatch();
        }
        return new Found(place, maxTimestamp, firstTimestamp, index, List.copyOf(terms), Optional.ofNullable(damage));
    }

    /** Takes one batch, or says what is wrong with it. */
    private @Nullable String takeBatch() throws IOException {
        if (fileSize - place.position() < RecordBatch.HEADER_SIZE) {
            return "the file ends within a header";
        }
        load(place.position(), RecordBatch.HEADER_SIZE);
        BatchHeader header;
        try {
            header = BatchHeader.at(window, (int) (place.position() - windowStart));
        } catch (InvalidBatchException e) {
            return e.getMessage();
        }
        if (!header.follows(
                place.offset(), terms.isEmpty() ? 0 : terms.getLast().term())) {
            return "there is no batch with base offset " + place.offset();
        }
        if (header.size() > fileSize - place.position()) {
            return "the file ends within a batch of " + header.size() + " bytes";
        }
        if (checksum(header) != header.crc()) {
            return "the checksum of batch " + place.offset() + " is wrong";
        }
        accept(header);
        return null;
    }

    private void accept(BatchHeader header) {
        if (terms.isEmpty() || terms.getLast().term() != header.term()) {
            terms.add(new TermStart(header.term(), place.index(), place.offset()));
        }
        index.add(new Located(header.entry(place.index()), segment, place.position()), maxTimestamp);
        if (header.takesOffsets()) {
            firstTimestamp = firstTimestamp == SegmentInfo.NO_TIMESTAMP ? header.maxTimestamp() : firstTimestamp;
            maxTimestamp = Math.max(maxTimestamp, header.maxTimestamp());
        }
        place = new Place(place.index() + header.entries(), header.nextOffset(), place.position() + header.size());
    }

    private int checksum(BatchHeader header) throws IOException {
        CRC32C crc = new CRC32C();
        long end = place.position() + header.size();
        for (long at = place.position() + BatchHeader.CHECKED_FROM; at < end; ) {
            int length = (int) Math.min(end - at, WINDOW);
            load(at, length);
            crc.update(window.slice((int) (at - windowStart), length));
            at += length;
        }
        return (int) crc.getValue();
    }

    /** Brings bytes into the window, unless they are there. */
    private void load(long position, int length) throws IOException {
        if (position < windowStart || position + length > windowStart + window.limit()) {
            window.clear().limit((int) Math.min(WINDOW, fileSize - position));
            segment.read(window, position);
            windowStart = position;
        }
    }
}

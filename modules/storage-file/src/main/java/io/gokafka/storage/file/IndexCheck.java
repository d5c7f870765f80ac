package io.gokafka.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the index file of a segment with the segment's entries, as they come.
 *
 * <p>For one thread.
 */
final class IndexCheck {
    private final SparseIndex index;
    private @Nullable String flaw;

    private IndexCheck(SparseIndex index) {
        this.index = index;
    }

    /** A check of an index that can be read; empty when it cannot. */
    static Optional<IndexCheck> of(Segment segment) throws IOException {
        return IndexCache.read(segment).map(IndexCheck::new);
    }

    /**
     * Whether a crash may have left an index file that cannot be used. It is not synced when it is written, so its end, or all of
     * it, may never have reached the disk; and it is written before the segment that it belongs to becomes true. But a whole one
     * with a wrong checksum was damaged later.
     */
    static boolean mayBeOfCrash(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < 2 * Integer.BYTES || endsWithZeros(bytes)) {
            return true;
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        try {
            Checksummed.content(frame.getInt(0), bytes);
            return true; // of another state of the segment
        } catch (IllegalArgumentException e) {
            return frame.getInt(Integer.BYTES) > bytes.length - 3 * Integer.BYTES; // its end is missing
        }
    }

    /** A page that never reached the disk. */
    private static boolean endsWithZeros(byte[] bytes) {
        int from = Math.max(0, bytes.length - 512);
        return IntStream.range(from, bytes.length).allMatch(i -> bytes[i] == 0);
    }

    /** An entry of the segment, with the highest timestamp before it. */
    void entry(Located located, long maxTimestampBefore) {
        if (flaw == null && !(isPlaceRight(located.place()) && isGapRight(located))) {
            flaw = "it leads to a wrong place for entry " + located.entry().index();
        }
        SparseIndex.Tail tail = index.tail();
        if (flaw == null
                && tail.place().equals(located.place())
                && located.position() > 0
                && tail.maxTimestampBefore() != maxTimestampBefore) {
            flaw = "it has a wrong time at entry " + located.entry().index();
        }
    }

    /** What the index says of the entry, if it knows it, must be where it stands; else it must know one before. */
    private boolean isPlaceRight(Place place) {
        Place known = index.floor(place.index(), Long.MAX_VALUE, Long.MAX_VALUE);
        return known.index() == place.index() ? known.equals(place) : known.position() < place.position();
    }

    private boolean isGapRight(Located located) {
        long position = located.position();
        long gap = index.gapAfter(position, position + 1);
        return gap == Gaps.UNKNOWN || !located.entry().takesOffsets() || gap == position + 1;
    }

    /** What is wrong, once all entries up to an end were shown. */
    Optional<String> flaw(Place end) {
        long last = index.tail().place().position();
        return flaw == null && last > 0 && last >= end.position()
                ? Optional.of("it knows of entries that are not there")
                : Optional.ofNullable(flaw);
    }
}

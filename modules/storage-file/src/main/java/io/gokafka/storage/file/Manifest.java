package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.support.TermTable;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a log consists of. It is replaced atomically: that is the moment at which a roll, a truncation, a dropped prefix or
 * a reset happens. All that it names is durable, except for the entries of the last segment.
 *
 * @param firstIndex index of the log's first entry, which may stand within the first segment
 * @param startOffset its base offset
 * @param terms of the entries in all segments but the last; of all entries after a clean close
 * @param segments at least one; only the last is written to
 * @param cleanEnd where the log ends, when it was closed and nothing was changed since
 * @param compactedIndex what was noted of its compaction, 0 at first
 */
record Manifest(
        long firstIndex,
        long startOffset,
        TermTable terms,
        List<SegmentInfo> segments,
        Optional<End> cleanEnd,
        long compactedIndex) {
    private static final int MAGIC = 0x676b6d31; // "gkm1"
    private static final int FIXED = 4 * Long.BYTES + 3 * Integer.BYTES + 2 * Long.BYTES;

    /** The end of a log. */
    record End(long lastIndex, long endOffset) {}

    Manifest {
        segments = List.copyOf(segments);
    }

    /** Of a log that has no entries. */
    static Manifest empty(long firstIndex, long startOffset, long previousTerm, SegmentInfo segment) {
        return new Manifest(
                firstIndex, startOffset, new TermTable(previousTerm, List.of()), List.of(segment), Optional.empty(), 0);
    }

    SegmentInfo active() {
        return segments.getLast();
    }

    /** The same, no longer cleanly closed. */
    Manifest unclean() {
        return new Manifest(firstIndex, startOffset, terms, segments, Optional.empty(), compactedIndex);
    }

    static AtomicFile file(Path directory) {
        return new AtomicFile(directory, "manifest", MAGIC);
    }

    static Manifest read(Path directory) {
        AtomicFile file = file(directory);
        ByteBuffer content = file.read().orElseThrow(() -> new CorruptLogException(file.path() + " is missing"));
        try {
            return decode(content);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new CorruptLogException(file.path() + " is damaged: " + e);
        }
    }

    void write(Path directory) throws IOException {
        file(directory).replace(encode());
    }

    private ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(FIXED + (terms.starts().size() * 3 + segments.size() * 6) * Long.BYTES);
        out.putLong(firstIndex).putLong(startOffset).putLong(terms.previousTerm());
        out.putInt(terms.starts().size());
        for (TermStart start : terms.starts()) {
            out.putLong(start.term()).putLong(start.index()).putLong(start.offset());
        }
        out.putInt(segments.size());
        for (SegmentInfo segment : segments) {
            out.putLong(segment.serial()).putLong(segment.baseIndex()).putLong(segment.baseOffset());
            out.putLong(segment.size()).putLong(segment.maxTimestamp()).putLong(segment.firstTime());
        }
        out.putInt(cleanEnd.isPresent() ? 1 : 0);
        cleanEnd.ifPresent(end -> out.putLong(end.lastIndex()).putLong(end.endOffset()));
        out.putLong(compactedIndex);
        return out.flip();
    }

    private static Manifest decode(ByteBuffer in) {
        long firstIndex = in.getLong();
        long startOffset = in.getLong();
        long previousTerm = in.getLong();
        List<TermStart> starts = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            starts.add(new TermStart(in.getLong(), in.getLong(), in.getLong()));
        }
        List<SegmentInfo> segments = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            segments.add(new SegmentInfo(
                    in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong()));
        }
        Optional<End> end = in.getInt() == 1 ? Optional.of(new End(in.getLong(), in.getLong())) : Optional.empty();
        // Manifests were written without it before there was compaction.
        long compactedIndex = in.hasRemaining() ? in.getLong() : 0;
        return new Manifest(
                firstIndex, startOffset, new TermTable(previousTerm, starts), segments, end, compactedIndex);
    }
}

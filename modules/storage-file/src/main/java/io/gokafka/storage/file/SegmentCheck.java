package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.TermStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/**
 * Checks the entries of a segment one after the other. Unlike {@link SegmentScan}, it goes on behind a batch whose content is damaged,
 * as long as the headers lead on. Takes constant memory.
 *
 * <p>For one thread.
 */
final class SegmentCheck {
    private static final int CHUNK = 256 << 10;
    /** Where a batch has its checksum. */
    private static final int CRC = 17;

    /** What is wrong with the entry at a place; {@code leadsOn} when the next one was found all the same. */
    record Flaw(Place place, String what, boolean leadsOn) {}

    private final Segment segment;
    private final EntryScanner scanner;
    private final Optional<IndexCheck> index;
    private final LongConsumer checked;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    private final List<Flaw> flaws = new ArrayList<>();
    private final List<TermStart> terms = new ArrayList<>();
    private long maxTimestamp = SegmentInfo.NO_TIMESTAMP;

    /**
     * A check of a segment up to a position.
     *
     * @param index is shown every entry
     * @param checked told of bytes that were read
     */
    SegmentCheck(Segment segment, long end, Optional<IndexCheck> index, LongConsumer checked) {
        this.segment = segment;
        this.scanner = new EntryScanner(segment, segment.start(), end);
        this.index = index;
        this.checked = checked;
    }

    SegmentCheck run() throws IOException {
        boolean leadsOn = true;
        while (leadsOn && scanner.hasNext()) {
            leadsOn = checkNext();
        }
        return this;
    }

    private boolean checkNext() throws IOException {
        Place place = scanner.place();
        Located located;
        try {
            located = scanner.peek();
        } catch (CorruptLogException e) {
            String unreadable = "the disk cannot read the header of the batch";
            flaws.add(new Flaw(place, e.getCause() == null ? "there is no batch that begins here" : unreadable, false));
            return false;
        }
        EntryPosition entry = located.entry();
        Optional<String> content = contentFlaw(located);
        if (content.isPresent()) {
            flaws.add(new Flaw(place, content.get(), true));
        } else if (!terms.isEmpty() && entry.term() < terms.getLast().term()) {
            flaws.add(new Flaw(
                    place,
                    "term " + entry.term() + " follows term " + terms.getLast().term(),
                    true));
        }
        index.ifPresent(i -> i.entry(located, maxTimestamp));
        note(place, entry);
        scanner.skip(located);
        checked.accept(entry.sizeInBytes());
        return true;
    }

    private Optional<String> contentFlaw(Located located) throws IOException {
        try {
            return crcOf(located) == storedCrc(located)
                    ? Optional.empty()
                    : Optional.of("the checksum of the batch is wrong");
        } catch (CorruptLogException unreadable) {
            return Optional.of("the disk cannot read the batch");
        }
    }

    private void note(Place place, EntryPosition entry) {
        if (terms.isEmpty() || entry.term() > terms.getLast().term()) {
            terms.add(new TermStart(entry.term(), place.index(), place.offset()));
        }
        maxTimestamp = entry.takesOffsets() ? Math.max(maxTimestamp, entry.maxTimestamp()) : maxTimestamp;
    }

    private int storedCrc(Located located) throws IOException {
        chunk.clear().limit(Integer.BYTES);
        segment.read(chunk, located.position() + CRC);
        return chunk.getInt(0);
    }

    private int crcOf(Located located) throws IOException {
        CRC32C crc = new CRC32C();
        for (long at = located.position() + BatchHeader.CHECKED_FROM; at < located.end(); at += chunk.limit()) {
            chunk.clear().limit((int) Math.min(CHUNK, located.end() - at));
            segment.read(chunk, at);
            crc.update(chunk.rewind());
        }
        return (int) crc.getValue();
    }

    /** What is wrong, in order. */
    List<Flaw> flaws() {
        return flaws;
    }

    /** Where the entry after the last would begin, as far as the headers led. */
    Place end() {
        return scanner.place();
    }

    /** Where terms begin; the first with the first entry. */
    List<TermStart> terms() {
        return terms;
    }
}

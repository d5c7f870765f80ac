package io.gokafka.api.record;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Says up to where a log is to be compacted, and what of it goes: what the compaction leaves is a function of the log up to there and
 * of this alone, so that every replica comes to the same, whenever it does the work. The value of a
 * {@link ControlBatch.Type#COMPACTION} batch: the four numbers, eight bytes each.
 *
 * <p>A log is compacted to all of its marks {@linkplain #after together}; none takes back what one before it has said.
 *
 * @param upTo of the records below this offset, the latest of each key stays; those from here on are not looked at
 * @param tombstonesBelow a record without a value goes too when it is below this offset, even if it is the latest of its key; at most
 *     {@code upTo}
 * @param producersFrom the last batch of an idempotent producer stays, without its records, unless it is below this offset; at most
 *     {@code upTo}
 * @param time when the leader decided it, milliseconds since 1970 by its clock
 */
public record CompactionMark(long upTo, long tombstonesBelow, long producersFrom, long time) {
    private static final int SIZE = 4 * Long.BYTES;

    public CompactionMark {
        if (!isWithin(tombstonesBelow, upTo) || !isWithin(producersFrom, upTo)) {
            throw new InvalidBatchException("a log cannot be compacted to offset " + upTo + " with tombstones below "
                    + tombstonesBelow + " and producers from " + producersFrom);
        }
    }

    private static boolean isWithin(long offset, long upTo) {
        return offset >= 0 && offset <= upTo;
    }

    /** The same for a part of the log. */
    public CompactionMark within(long offset) {
        return new CompactionMark(
                Math.min(upTo, offset), Math.min(tombstonesBelow, offset), Math.min(producersFrom, offset), time);
    }

    /** What this mark and an earlier one come to together. */
    public CompactionMark after(CompactionMark earlier) {
        return new CompactionMark(
                Math.max(upTo, earlier.upTo),
                Math.max(tombstonesBelow, earlier.tombstonesBelow),
                Math.max(producersFrom, earlier.producersFrom),
                Math.max(time, earlier.time));
    }

    /** As a batch, which takes no offset itself. */
    public RecordBatch toBatch() {
        byte[] value = ByteBuffer.allocate(SIZE)
                .putLong(upTo)
                .putLong(tombstonesBelow)
                .putLong(producersFrom)
                .putLong(time)
                .array();
        return new ControlBatch(ControlBatch.Type.COMPACTION, value).toBatch(time);
    }

    /**
     * Reads one; empty when the batch is another one.
     *
     * @throws InvalidBatchException when it is a control batch of no known type, or one of this type that is malformed
     */
    public static Optional<CompactionMark> of(RecordBatch batch) {
        if (!batch.isControl() || batch.takesOffsets()) {
            return Optional.empty();
        }
        ControlBatch control = ControlBatch.of(batch);
        if (control.type() != ControlBatch.Type.COMPACTION) {
            return Optional.empty();
        }
        if (control.value().length != SIZE) {
            throw new InvalidBatchException(
                    "a compaction mark has " + control.value().length + " bytes instead of " + SIZE);
        }
        ByteBuffer value = ByteBuffer.wrap(control.value());
        return Optional.of(new CompactionMark(value.getLong(), value.getLong(), value.getLong(), value.getLong()));
    }
}

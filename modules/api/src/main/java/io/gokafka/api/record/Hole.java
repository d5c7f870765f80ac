package io.gokafka.api.record;

import java.nio.ByteBuffer;

/**
 * What compaction leaves of entries without records: one batch that stands for all of them. It takes the indexes and the
 * offsets that they took, all of one term, so neither ever changes. For consumers it is a batch without records, as Kafka's own
 * compaction leaves them.
 *
 * <p>How many entries it stands for is in the field of the base sequence, which has no meaning in a batch of no producer.
 * Only a log writes holes; from a client none is accepted.
 */
public final class Hole {
    /** A hole takes at most so many offsets, and stands for at most so many entries. */
    public static final int MAX = Integer.MAX_VALUE;

    /** Of a batch without records; it is never found by its time. */
    private static final long NO_TIMESTAMP = -1;

    private Hole() {}

    /**
     * A hole.
     *
     * @param entries how many it stands for, 1 or more
     * @param baseOffset the first offset that they took
     * @param offsets how many they took, 1 or more
     * @param term the term of all of them
     * @throws IllegalArgumentException when a number is out of range
     */
    public static RecordBatch of(long entries, long baseOffset, long offsets, long term) {
        if (entries < 1 || entries > MAX || offsets < 1 || offsets > MAX) {
            throw new IllegalArgumentException("no hole can have " + entries + " entries with " + offsets + " offsets");
        }
        ByteBuffer out = ByteBuffer.allocate(RecordBatch.HEADER_SIZE);
        out.putInt(BatchLayout.LENGTH, RecordBatch.HEADER_SIZE - BatchLayout.LENGTH_OVERHEAD);
        out.put(BatchLayout.MAGIC, BatchLayout.MAGIC_V2);
        out.putInt(BatchLayout.LAST_OFFSET_DELTA, (int) offsets - 1);
        out.putLong(BatchLayout.BASE_TIMESTAMP, NO_TIMESTAMP);
        out.putLong(BatchLayout.MAX_TIMESTAMP, NO_TIMESTAMP);
        out.putLong(BatchLayout.PRODUCER_ID, RecordBatch.NO_PRODUCER_ID);
        out.putShort(BatchLayout.PRODUCER_EPOCH, RecordBatch.NO_PRODUCER_EPOCH);
        out.putInt(BatchLayout.BASE_SEQUENCE, (int) entries);
        RecordBatch hole = RecordBatch.at(out);
        hole.seal();
        hole.assign(baseOffset, term);
        return hole;
    }

    /** Whether the batch whose header is at a position of a buffer is one. */
    static boolean isAt(ByteBuffer buffer, int position) {
        return buffer.getInt(position + BatchLayout.RECORD_COUNT) == 0
                && buffer.getLong(position + BatchLayout.PRODUCER_ID) == RecordBatch.NO_PRODUCER_ID
                && buffer.getInt(position + BatchLayout.BASE_SEQUENCE) > 0
                && (buffer.getShort(position + BatchLayout.ATTRIBUTES) & BatchLayout.CONTROL_FLAG) == 0;
    }
}

package io.gokafka.api.record;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A view of one record batch in Kafka's format v2: what clients send, what is stored, what is sent back, and one entry
 * of the replicated log.
 *
 * <p>The bytes are shared with the buffer that the view was made from. {@link #assign} changes the two fields that the
 * checksum does not cover, {@link #stampAppendTime} what it says; nothing else is ever changed. Not safe for use by several threads
 * while one of them runs.
 *
 * @see <a href="https://kafka.apache.org/documentation/#recordbatch">Record batch format</a>
 */
public final class RecordBatch {
    /** Bytes of a batch before its records. */
    public static final int HEADER_SIZE = BatchLayout.RECORDS;

    /** Bytes that {@link #sizeAt} needs to tell a batch's size. */
    public static final int SIZE_PREFIX = BatchLayout.LENGTH_OVERHEAD;

    /** Producer id of a batch whose producer is not idempotent. */
    public static final long NO_PRODUCER_ID = -1;

    /** Producer epoch of such a batch. */
    public static final short NO_PRODUCER_EPOCH = -1;

    /** Sequence of such a batch. */
    public static final int NO_SEQUENCE = -1;

    private final ByteBuffer buffer;

    private RecordBatch(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /**
     * The batch that begins at the buffer's position; the position does not move.
     *
     * @throws InvalidBatchException when the header is cut off, the length is impossible or reaches beyond the limit, or
     *     the magic is not 2; the checksum is not looked at
     */
    public static RecordBatch at(ByteBuffer buffer) {
        if (buffer.remaining() < HEADER_SIZE) {
            throw new InvalidBatchException("a batch of " + buffer.remaining() + " bytes is shorter than its header of "
                    + HEADER_SIZE + " bytes");
        }
        int size = sizeAt(buffer, buffer.position());
        if (size > buffer.remaining()) {
            throw new InvalidBatchException(
                    "a batch says that it has " + size + " bytes, but there are " + buffer.remaining());
        }
        byte magic = buffer.get(buffer.position() + BatchLayout.MAGIC);
        if (magic != BatchLayout.MAGIC_V2) {
            throw new InvalidBatchException("batch has magic " + magic + ": only 2 is supported");
        }
        return new RecordBatch(buffer.slice(buffer.position(), size));
    }

    /**
     * Size in bytes of the batch at a position of a buffer, header included, from its length field alone.
     *
     * @throws InvalidBatchException when the length is impossible
     */
    public static int sizeAt(ByteBuffer buffer, int position) {
        int length = buffer.getInt(position + BatchLayout.LENGTH);
        if (length < HEADER_SIZE - BatchLayout.LENGTH_OVERHEAD
                || length > Integer.MAX_VALUE - BatchLayout.LENGTH_OVERHEAD) {
            throw new InvalidBatchException("batch length " + length + " is impossible");
        }
        return length + BatchLayout.LENGTH_OVERHEAD;
    }

    /**
     * The only batch of a buffer, from its position to its limit, with checksum and counts verified.
     *
     * @throws InvalidBatchException when it is not exactly one batch, or a damaged one
     */
    public static RecordBatch verified(ByteBuffer buffer) {
        RecordBatch batch = at(buffer);
        if (batch.sizeInBytes() != buffer.remaining()) {
            throw new InvalidBatchException((buffer.remaining() - batch.sizeInBytes()) + " bytes follow the batch");
        }
        batch.verify();
        return batch;
    }

    /** Checks the checksum, the counts and the codec. */
    public void verify() {
        if (!crcMatches()) {
            throw new InvalidBatchException("batch checksum is wrong: the bytes were damaged on their way");
        }
        if (!takesOffsets()) {
            verifyWithoutOffsets();
        } else if (recordCount() < 0 || (recordCount() > 0 && lastOffsetDelta() < recordCount() - 1)) {
            throw new InvalidBatchException("batch counts are impossible: " + recordCount()
                    + " records, last offset delta " + lastOffsetDelta());
        }
        if (compression() == Compression.NONE && recordCount() > buffer.limit()) {
            throw new InvalidBatchException(
                    "batch says that it has " + recordCount() + " records in " + sizeInBytes() + " bytes");
        }
    }

    /** Only the replication's own entries may do without offsets. */
    private void verifyWithoutOffsets() {
        if (lastOffsetDelta() != -1
                || !isControl()
                || compression() != Compression.NONE
                || ControlBatch.of(this).type().takesOffset()) {
            throw new InvalidBatchException("batch counts are impossible: last offset delta " + lastOffsetDelta());
        }
    }

    /** Whether the bytes match their CRC-32C. */
    public boolean crcMatches() {
        return computedCrc() == buffer.getInt(BatchLayout.CRC);
    }

    private int computedCrc() {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(BatchLayout.ATTRIBUTES, buffer.limit() - BatchLayout.ATTRIBUTES));
        return (int) crc.getValue();
    }

    /** Sets what the log decides: the base offset and the term; the checksum covers neither. */
    public void assign(long baseOffset, long term) {
        buffer.putLong(BatchLayout.BASE_OFFSET, baseOffset);
        buffer.putInt(BatchLayout.LEADER_EPOCH, Math.toIntExact(term));
    }

    /**
     * Replaces the producer's timestamps by the time of the append, in the header: readers take it for that of all records. The
     * checksum is made anew, so the batch must have been checked before.
     *
     * @param now milliseconds since 1970
     */
    public void stampAppendTime(long now) {
        buffer.putShort(BatchLayout.ATTRIBUTES, (short) (attributes() | BatchLayout.LOG_APPEND_TIME_FLAG));
        buffer.putLong(BatchLayout.MAX_TIMESTAMP, now);
        seal();
    }

    /** Makes the checksum that of the bytes as they are. */
    void seal() {
        buffer.putInt(BatchLayout.CRC, computedCrc());
    }

    /** The whole batch, positioned at its start; shares the bytes. */
    public ByteBuffer buffer() {
        return buffer.duplicate();
    }

    /** Size in bytes, header included. */
    public int sizeInBytes() {
        return buffer.limit();
    }

    /**
     * Whether the batch takes offsets in its log. Those of the replication itself do not (see {@link ControlBatch}): their
     * {@link #nextOffset} is their {@link #baseOffset}, and so is the offset of the batch after them.
     */
    public boolean takesOffsets() {
        return lastOffsetDelta() >= 0;
    }

    /** Offset of the first record. */
    public long baseOffset() {
        return buffer.getLong(BatchLayout.BASE_OFFSET);
    }

    /** Offset of the last record; the one before {@link #baseOffset} when the batch takes none. */
    public long lastOffset() {
        return baseOffset() + lastOffsetDelta();
    }

    /** The offset after the last record. */
    public long nextOffset() {
        return lastOffset() + 1;
    }

    /** Offset of the last record, from the first; -1 when the batch takes no offsets. */
    public int lastOffsetDelta() {
        return buffer.getInt(BatchLayout.LAST_OFFSET_DELTA);
    }

    /** Raft term in which a leader appended the batch; Kafka calls it the leader epoch. */
    public int leaderEpoch() {
        return buffer.getInt(BatchLayout.LEADER_EPOCH);
    }

    /** The stored CRC-32C. */
    public int crc() {
        return buffer.getInt(BatchLayout.CRC);
    }

    private int attributes() {
        return buffer.getShort(BatchLayout.ATTRIBUTES);
    }

    /** How the records are compressed. */
    public Compression compression() {
        return Compression.ofCode(attributes() & BatchLayout.COMPRESSION_MASK);
    }

    /** Whether the timestamps are those of the append rather than the producer's. */
    public boolean isLogAppendTime() {
        return (attributes() & BatchLayout.LOG_APPEND_TIME_FLAG) != 0;
    }

    /** Whether the batch belongs to a transaction. */
    public boolean isTransactional() {
        return (attributes() & BatchLayout.TRANSACTIONAL_FLAG) != 0;
    }

    /** Whether the batch is the cluster's own and not for consumers; see {@link ControlBatch}. */
    public boolean isControl() {
        return (attributes() & BatchLayout.CONTROL_FLAG) != 0;
    }

    /** Timestamp of the first record, milliseconds since 1970. */
    public long baseTimestamp() {
        return buffer.getLong(BatchLayout.BASE_TIMESTAMP);
    }

    /** The highest timestamp of the records, milliseconds since 1970. */
    public long maxTimestamp() {
        return buffer.getLong(BatchLayout.MAX_TIMESTAMP);
    }

    /** The idempotent producer, or {@link #NO_PRODUCER_ID}. */
    public long producerId() {
        return buffer.getLong(BatchLayout.PRODUCER_ID);
    }

    /** Its epoch. */
    public short producerEpoch() {
        return buffer.getShort(BatchLayout.PRODUCER_EPOCH);
    }

    /** The first record's sequence number for this producer and partition, 0 to 2^31-1, or {@link #NO_SEQUENCE}. */
    public int baseSequence() {
        return buffer.getInt(BatchLayout.BASE_SEQUENCE);
    }

    /** The last record's sequence number; numbers wrap from 2^31-1 to 0. */
    public int lastSequence() {
        int base = baseSequence();
        return base == NO_SEQUENCE ? NO_SEQUENCE : addSequence(base, lastOffsetDelta());
    }

    /** A sequence number and an increment, wrapping from 2^31-1 to 0. */
    public static int addSequence(int sequence, int increment) {
        return (int) (((long) sequence + increment) & Integer.MAX_VALUE);
    }

    /** Whether it is what compaction has left of entries that have no records any more: see {@link Hole}. */
    public boolean isHole() {
        return Hole.isAt(buffer, 0);
    }

    /** How many entries of its log the batch stands for: 1, or those of a {@linkplain Hole hole}. */
    public int entries() {
        return entriesAt(buffer, 0);
    }

    /** As {@link #entries}, from the header at a position of a buffer alone. */
    public static int entriesAt(ByteBuffer buffer, int position) {
        return Hole.isAt(buffer, position) ? buffer.getInt(position + BatchLayout.BASE_SEQUENCE) : 1;
    }

    /** Number of records. */
    public int recordCount() {
        return buffer.getInt(BatchLayout.RECORD_COUNT);
    }

    /** The records as they are stored, compressed or not; shares the bytes. */
    ByteBuffer payload() {
        return buffer.slice(HEADER_SIZE, buffer.limit() - HEADER_SIZE);
    }

    /**
     * Decodes the records, of which a compressed batch may unfold to {@link RawRecords#MAX_BYTES} bytes.
     *
     * @throws InvalidBatchException when they are malformed, or compressed by a codec that is not there (see {@link RecordCodec})
     */
    public List<Record> records() {
        List<Record> decoded = new ArrayList<>();
        RawRecords.of(this).forEach(raw -> decoded.add(raw.decode()));
        return decoded;
    }

    @Override
    public String toString() {
        String at = takesOffsets() ? baseOffset() + ".." + lastOffset() : "without offsets at " + baseOffset();
        return "batch " + at + " term " + leaderEpoch() + " (" + recordCount() + " records, " + sizeInBytes() + " bytes"
                + (isControl() ? ", control)" : ")");
    }
}

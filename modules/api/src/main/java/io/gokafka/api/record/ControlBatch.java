package io.gokafka.api.record;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's own batches in a log: one record whose key is a version and a type, two bytes each, as Kafka's control
 * records are. Those that end a transaction take one offset each, as in Kafka; consumers skip them. Those of the replication
 * itself take none: clients never see them, and the offsets of a partition are those of its records alone.
 *
 * @param type what it is
 * @param value the rest, as its writer defines it
 */
public record ControlBatch(Type type, byte[] value) {
    private static final short VERSION = 0;

    /** The types of Kafka's {@code ControlRecordType} that are used here, and those that Kafka does not have. */
    public enum Type {
        /** A transaction ended without effect. */
        ABORT(0, true),
        /** A transaction ended with effect. */
        COMMIT(1, true),
        /** The first entry of a new leader's term. */
        LEADER_CHANGE(2, false),
        /** The replicas of the group changed. */
        VOTERS(6, false),
        /** The log starts at an offset from now on: see {@link LogStart}. The code is far from Kafka's. */
        LOG_START(100, false),
        /** The log is to be compacted: see {@link CompactionMark}. */
        COMPACTION(101, false);

        private final short code;
        private final boolean takesOffset;

        Type(int code, boolean takesOffset) {
            this.code = (short) code;
            this.takesOffset = takesOffset;
        }

        /** Whether a batch of this type takes an offset. */
        public boolean takesOffset() {
            return takesOffset;
        }

        private static Type ofCode(int code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new InvalidBatchException("control record type " + code + " is unknown");
        }
    }

    /** As a batch with one record. */
    public RecordBatch toBatch(long timestamp) {
        byte[] key =
                ByteBuffer.allocate(4).putShort(VERSION).putShort(type.code).array();
        return new RecordBatchBuilder(RecordBatch.HEADER_SIZE + 32 + value.length)
                .control(type.takesOffset())
                .append(timestamp, key, value, List.of())
                .build();
    }

    /**
     * Reads one.
     *
     * @throws InvalidBatchException when the batch is not a control batch of a known type
     */
    public static ControlBatch of(RecordBatch batch) {
        List<Record> records = batch.isControl() ? batch.records() : List.of();
        byte @Nullable [] key = records.size() == 1 ? records.getFirst().key() : null;
        byte @Nullable [] value = records.size() == 1 ? records.getFirst().value() : null;
        if (key == null || key.length < 4 || value == null) {
            throw new InvalidBatchException("this is not a control batch: " + batch);
        }
        return new ControlBatch(Type.ofCode(ByteBuffer.wrap(key).getShort(2)), value);
    }
}

package io.gokafka.api.record;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Says that a log starts at an offset from now on: what stands before it is not shown to clients any more, and may be
 * dropped by each replica as it sees fit. The value of a {@link ControlBatch.Type#LOG_START} batch: the offset, eight bytes.
 *
 * @param offset the log's first offset, 0 or more
 */
public record LogStart(long offset) {
    public LogStart {
        if (offset < 0) {
            throw new InvalidBatchException("a log cannot start at offset " + offset);
        }
    }

    /** As a batch, which takes no offset itself. */
    public RecordBatch toBatch(long timestamp) {
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
        return new ControlBatch(ControlBatch.Type.LOG_START, value).toBatch(timestamp);
    }

    /**
     * Reads one; empty when the batch is another one.
     *
     * @throws InvalidBatchException when it is a control batch of no known type, or one of this type without an offset
     */
    public static Optional<LogStart> of(RecordBatch batch) {
        if (!batch.isControl() || batch.takesOffsets()) {
            return Optional.empty();
        }
        ControlBatch control = ControlBatch.of(batch);
        if (control.type() != ControlBatch.Type.LOG_START) {
            return Optional.empty();
        }
        if (control.value().length != Long.BYTES) {
            throw new InvalidBatchException(
                    "a log start has " + control.value().length + " bytes instead of an offset");
        }
        return Optional.of(new LogStart(ByteBuffer.wrap(control.value()).getLong()));
    }
}

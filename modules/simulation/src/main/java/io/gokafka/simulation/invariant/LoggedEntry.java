package io.gokafka.simulation.invariant;

import io.gokafka.api.record.LogStart;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.storage.LogSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry as a replica has it. Each batch of a client has a time of its own, which is its name.
 *
 * @param index its index
 * @param term its term
 * @param baseOffset offset of its first record
 * @param nextOffset the offset after its last one
 * @param records how many records it has, 0 for one of replication's own
 * @param crc its checksum
 * @param name the batch's name, {@link #NO_NAME} for one of replication's own
 * @param producer its producer's id, -1 when that is not idempotent
 * @param epoch its producer's epoch
 * @param sequence sequence number of its first record
 * @param logStart where the log starts from then on, -1 when it does not say
 */
public record LoggedEntry(
        long index,
        long term,
        long baseOffset,
        long nextOffset,
        int records,
        int crc,
        long name,
        long producer,
        int epoch,
        int sequence,
        long logStart) {
    /** Of entries that are not a client's. */
    public static final long NO_NAME = -1;

    /** Reads a batch. */
    public static LoggedEntry of(long index, RecordBatch batch) {
        boolean own = batch.isControl();
        return new LoggedEntry(
                index,
                batch.leaderEpoch(),
                batch.baseOffset(),
                batch.nextOffset(),
                own ? 0 : batch.recordCount(),
                batch.crc(),
                own ? NO_NAME : batch.baseTimestamp(),
                batch.producerId(),
                batch.producerEpoch(),
                batch.baseSequence(),
                own ? LogStart.of(batch).map(LogStart::offset).orElse(-1L) : -1);
    }

    /** Reads all entries of a slice, and closes it. */
    public static List<LoggedEntry> in(long firstIndex, LogSlice slice) {
        try (slice) {
            List<LoggedEntry> entries = new ArrayList<>();
            for (RecordBatch batch : RecordBatches.in(slice.toBuffer())) {
                entries.add(of(firstIndex + entries.size(), batch));
            }
            return entries;
        }
    }
}

package io.gokafka.harness.history;

import io.gokafka.api.TopicPartition;
import java.util.List;

/**
 * The committed entries that one node's replica of a partition holds at the end of a run.
 *
 * @param endIndex the index after the last committed entry
 * @param entries in the order of their index, without gaps, the last one just before {@code endIndex}; none when all were
 *     deleted by retention
 */
public record ReplicaLog(TopicPartition partition, long endIndex, List<Entry> entries) {
    /**
     * One entry of the replicated log: a batch, or one of consensus's own.
     *
     * @param offset of its first record; of one of consensus's own, that of the next record
     * @param nextOffset the offset after its last record; one of consensus's own takes none
     * @param crc of its bytes
     * @param size in bytes
     */
    public record Entry(long index, long offset, long nextOffset, long term, int crc, int size) {}

    /** The offset after the last record, as far as the entries tell. */
    public long endOffset() {
        return entries.isEmpty() ? 0 : entries.getLast().nextOffset();
    }
}

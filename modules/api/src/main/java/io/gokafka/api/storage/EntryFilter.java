package io.gokafka.api.storage;

import io.gokafka.api.record.RecordBatch;
import java.util.Optional;

/**
 * Says what compaction leaves of the entries of a log, one after the other. It is asked about the entries that take offsets, but
 * for holes: those without offsets, the replication's own, stay.
 *
 * <p><b>Threading.</b> For the thread that {@linkplain PartitionLog#rewrite rewrites}.
 */
public interface EntryFilter {
    /**
     * What is left of an entry.
     *
     * @param batch the whole entry, checksum verified; its bytes are valid during the call only
     * @return the same object when all of it stays; another batch with the same base offset, last offset and term when a part
     *     does; empty when nothing does
     */
    Optional<RecordBatch> keep(RecordBatch batch);
}

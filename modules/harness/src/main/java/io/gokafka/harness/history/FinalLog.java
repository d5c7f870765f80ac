package io.gokafka.harness.history;

import io.gokafka.api.TopicPartition;
import java.util.List;

/**
 * What a partition holds once all faults have healed and all producers have ended.
 *
 * @param startOffset where it begins, as a broker says; in a topic with retention what was before it may have been deleted
 * @param endOffset the high watermark
 * @param records all records between the two, in order of offset
 */
public record FinalLog(TopicPartition partition, long startOffset, long endOffset, List<Entry> records) {
    /** One record and where it is. */
    public record Entry(long offset, Value value) {}
}

package io.gokafka.broker.partition;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.broker.topic.TopicConfig;
import io.gokafka.microbenchmarks.ClientBatches;
import io.gokafka.microbenchmarks.Measured;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What a leader checks of a batch before it is proposed, the checksum included: {@link BatchRules}. */
@NullMarked
public class BatchValidation extends Measured {
    private static final TopicConfig DELETED =
            TopicConfig.defaults(LogConfig.DEFAULT, 1 << 20, TopicConfig.Retention.DEFAULT);
    private static final TopicConfig COMPACTED = TopicConfig.of(Map.of("cleanup.policy", "compact"), DELETED);

    @Param({"100", "1000"})
    int recordBytes;

    @Param({"16384", "262144"})
    int batchBytes;

    @Param({"none", "lz4"})
    String compression = "";

    private ByteBuffer bytes;

    /** Makes the batch. */
    @Setup
    public void make() {
        bytes = ClientBatches.of(batchBytes, recordBytes, compression).buffer();
    }

    /** For the usual topic. */
    @Benchmark
    public RecordBatch rules() {
        return checked(DELETED);
    }

    /** For a compacted one, where each record needs a key. */
    @Benchmark
    public RecordBatch rulesOfCompacted() {
        return checked(COMPACTED);
    }

    private RecordBatch checked(TopicConfig topic) {
        RecordBatch batch = RecordBatch.at(bytes);
        BatchRules.check(batch, topic, ClientBatches.TIME);
        return batch;
    }
}

package io.gokafka.broker.fake;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Batches as producers send them. */
public final class TestBatches {
    /** When the records were made. */
    public static final long TIME = 1_700_000_000_000L;

    private TestBatches() {}

    /** A batch of no producer in particular. */
    public static RecordBatch plain(String... values) {
        return fill(new RecordBatchBuilder(64), TIME, values);
    }

    /** A batch of some time. */
    public static RecordBatch at(long time, String... values) {
        return fill(new RecordBatchBuilder(64), time, values);
    }

    /** A batch of an idempotent producer in its first epoch. */
    public static RecordBatch by(long producer, int sequence, String... values) {
        return by(producer, 0, sequence, values);
    }

    /** A batch of an idempotent producer. */
    public static RecordBatch by(long producer, int epoch, int sequence, String... values) {
        return fill(new RecordBatchBuilder(64).producer(producer, (short) epoch, sequence), TIME, values);
    }

    private static RecordBatch fill(RecordBatchBuilder builder, long time, String... values) {
        for (String value : values) {
            builder.append(time, null, value.getBytes(StandardCharsets.UTF_8), List.of());
        }
        return builder.build();
    }
}

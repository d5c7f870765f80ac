package io.gokafka.microbenchmarks;

import io.gokafka.api.record.RecordBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;

/** Batches as Kafka's Java client makes them: records with keys, of values that compress to about a third. */
public final class ClientBatches {
    /** The time of all records, milliseconds since 1970. */
    public static final long TIME = 1_700_000_000_000L;

    private static final String[] WORDS = {
        "order", "customer", "amount", "created", "shipped", "status", "item", "price"
    };

    private ClientBatches() {}

    /**
     * A batch of a producer that is not idempotent.
     *
     * @param batchBytes how large it is before compression, at least
     * @param recordBytes of each record's value
     * @param compression as the client's {@code compression.type} names it
     */
    public static RecordBatch of(int batchBytes, int recordBytes, String compression) {
        return of(batchBytes, recordBytes, compression, RecordBatch.NO_PRODUCER_ID);
    }

    /** A batch that is not compressed, of records of 1,000 bytes. */
    public static RecordBatch plain(int batchBytes) {
        return of(batchBytes, 1000, "none");
    }

    /** The first batch of an idempotent producer, or as above without its id. */
    public static RecordBatch of(int batchBytes, int recordBytes, String compression, long producerId) {
        boolean idempotent = producerId != RecordBatch.NO_PRODUCER_ID;
        try (MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(2 * batchBytes + recordBytes),
                (byte) 2,
                Compression.of(compression).build(),
                TimestampType.CREATE_TIME,
                0,
                TIME,
                producerId,
                idempotent ? 0 : RecordBatch.NO_PRODUCER_EPOCH,
                idempotent ? 0 : RecordBatch.NO_SEQUENCE)) {
            Random random = new Random(1);
            int bytes = RecordBatch.HEADER_SIZE;
            for (int i = 0; bytes < batchBytes; i++) {
                byte[] value = value(random, recordBytes);
                builder.append(TIME, ("key-" + i).getBytes(StandardCharsets.UTF_8), value);
                bytes += recordBytes + 16;
            }
            return RecordBatch.at(builder.build().buffer());
        }
    }

    private static byte[] value(Random random, int bytes) {
        StringBuilder text = new StringBuilder(bytes + 32);
        while (text.length() < bytes) {
            text.append(WORDS[random.nextInt(WORDS.length)])
                    .append(':')
                    .append(random.nextInt(100_000))
                    .append(',');
        }
        return text.substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
    }
}

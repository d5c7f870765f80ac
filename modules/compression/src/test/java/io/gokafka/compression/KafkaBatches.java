package io.gokafka.compression;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.RecordBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Batches that Kafka's own code writes, and reads. */
final class KafkaBatches {
    static final long BASE_OFFSET = 1_000_000;
    static final int TERM = 7;
    static final long PRODUCER_ID = 4711;
    static final short PRODUCER_EPOCH = 3;
    static final int BASE_SEQUENCE = 900;

    private KafkaBatches() {}

    /** Records of many shapes: without key or value, with headers, empty, large, out of order in time. */
    static List<SimpleRecord> records(int count, long seed) {
        Random random = new Random(seed);
        List<SimpleRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Header[] headers = new Header[random.nextInt(3)];
            for (int h = 0; h < headers.length; h++) {
                headers[h] = new RecordHeader("h" + h, random.nextBoolean() ? null : bytes(random, 20));
            }
            byte[] key = random.nextInt(5) == 0 ? null : ("key-" + random.nextInt(10)).getBytes(StandardCharsets.UTF_8);
            byte[] value = random.nextInt(5) == 0 ? null : bytes(random, 2000);
            records.add(new SimpleRecord(1_700_000_000_000L + random.nextInt(10_000), key, value, headers));
        }
        return records;
    }

    /** Half random, half a repetition, so that codecs have something to do. */
    static byte[] bytes(Random random, int max) {
        byte[] bytes = new byte[random.nextInt(max + 1)];
        random.nextBytes(bytes);
        for (int i = bytes.length / 2; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 5);
        }
        return bytes;
    }

    static RecordBatch batch(Compression compression, List<SimpleRecord> records) {
        return batch(
                org.apache.kafka.common.compress.Compression.of(CompressionType.forId(compression.code()))
                        .build(),
                records);
    }

    static RecordBatch batch(org.apache.kafka.common.compress.Compression compression, List<SimpleRecord> records) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1024),
                org.apache.kafka.common.record.internal.RecordBatch.MAGIC_VALUE_V2,
                compression,
                TimestampType.CREATE_TIME,
                BASE_OFFSET,
                -1,
                PRODUCER_ID,
                PRODUCER_EPOCH,
                BASE_SEQUENCE,
                false,
                TERM);
        records.forEach(builder::append);
        return RecordBatch.verified(builder.build().buffer());
    }

    /** A batch of ours, as Kafka reads it; with its checks. */
    static MutableRecordBatch read(RecordBatch batch) {
        MemoryRecords records = MemoryRecords.readableRecords(batch.buffer());
        MutableRecordBatch read = records.batches().iterator().next();
        read.ensureValid();
        return read;
    }

    static List<SimpleRecord> simple(MutableRecordBatch batch) {
        return StreamSupport.stream(batch.spliterator(), false)
                .map(SimpleRecord::new)
                .toList();
    }
}

package io.gokafka.broker.partition;

import static io.gokafka.broker.fake.TestBatches.TIME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.ListOffsets;
import java.nio.ByteBuffer;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Offsets by time, within batches that Kafka's own code has compressed. */
final class CompressedSearchTest {
    private final PartitionWorld world = new PartitionWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private static RecordBatch batch(CompressionType codec, long... delays) {
        SimpleRecord[] records = LongStream.of(delays)
                .mapToObj(delay -> new SimpleRecord(TIME + delay, "key".getBytes(UTF_8), "value".getBytes(UTF_8)))
                .toArray(SimpleRecord[]::new);
        return RecordBatch.at(MemoryRecords.withRecords(Compression.of(codec).build(), records)
                .buffer());
    }

    private ListOffsets.Result atTime(long delay) {
        return world.partition().reader().offset(new ListOffsets.Query.AtTime(TIME + delay));
    }

    private ListOffsets.Result highest() {
        return world.partition().reader().offset(new ListOffsets.Query.MaxTimestamp());
    }

    private static ListOffsets.Result exact(long offset, long delay) {
        return new ListOffsets.Result(offset, TIME + delay, 1);
    }

    private static ListOffsets.Result approximate(long offset, long delay) {
        return new ListOffsets.Result(offset, TIME + delay, 1, false);
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void theFirstRecordOfATimeOrLaterIsFoundInsideOfABatch(CompressionType codec) {
        world.produced(batch(codec, 0, 10, 5, 20, 20, 15));
        assertEquals(exact(0, 0), atTime(-1));
        assertEquals(exact(1, 10), atTime(1));
        assertEquals(exact(1, 10), atTime(10));
        assertEquals(exact(3, 20), atTime(11));
        assertEquals(new ListOffsets.Result(6, -1), atTime(21));
        assertEquals(exact(3, 20), highest());
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aDamagedBatchIsAnsweredByItsHeader(CompressionType codec) {
        ByteBuffer damaged = batch(codec, 0, 10).buffer();
        for (int i = RecordBatch.HEADER_SIZE; i < damaged.limit(); i++) {
            damaged.put(i, (byte) 0x7f);
        }
        CRC32C crc = new CRC32C();
        crc.update(damaged.slice(21, damaged.limit() - 21));
        damaged.putInt(17, (int) crc.getValue());
        world.produced(RecordBatch.at(damaged));

        assertEquals(exact(0, 0), atTime(0));
        assertEquals(approximate(0, 0), atTime(5));
        assertEquals(new ListOffsets.Result(2, -1), atTime(11));
        assertEquals(approximate(1, 10), highest());
    }
}

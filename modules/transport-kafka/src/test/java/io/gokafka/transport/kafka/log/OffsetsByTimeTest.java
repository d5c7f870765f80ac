package io.gokafka.transport.kafka.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OffsetsByTimeTest {
    private static final long BASE = 100;
    private static final long MAX_TIMESTAMP = -3;
    private static final int PLENTY = 1 << 20;

    /** What the broker says that cannot look into the batch. */
    private static final ListOffsets.Result INEXACT = new ListOffsets.Result(BASE, 1000, 4, false);

    private final Asked broker = new Asked().with(ListOffsets.class, _ -> INEXACT);

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void theFirstRecordOfATimeOrLaterIsFoundInsideOfABatch(CompressionType codec) {
        stored(batch(codec, 1000, 1010, 1005, 1020, 1020, 1015), BASE);

        assertEquals("100 1000 4", offset(999));
        assertEquals("101 1010 4", offset(1001));
        assertEquals("101 1010 4", offset(1010));
        assertEquals("103 1020 4", offset(1011));
        assertEquals(
                new Fetch(List.of(new Fetch.Partition("orders", 7, BASE, 1)), 0, 1, Duration.ZERO, false),
                broker.all(Fetch.class).getFirst());
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void theFirstRecordOfTheHighestTimeIsFoundInsideOfABatch(CompressionType codec) {
        stored(batch(codec, 1000, 1020, 1010, 1020), BASE);

        assertEquals("101 1020 4", offset(MAX_TIMESTAMP));
    }

    @Test
    void deletedRecordsAreNotFound() {
        stored(batch(CompressionType.ZSTD, 1020, 1010, 1015, 1020), BASE + 1);

        assertEquals("101 1010 4", offset(1005));
        assertEquals("103 1020 4", offset(MAX_TIMESTAMP));
    }

    @Test
    void anExactAnswerIsNotLookedAtAgain() {
        broker.with(ListOffsets.class, _ -> new ListOffsets.Result(5, 1000, 4));

        assertEquals("5 1000 4", offset(1000));
        assertEquals(List.of(), broker.all(Fetch.class));
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aDamagedBatchIsAnsweredAsWellAsItCanBe(CompressionType codec) {
        ByteBuffer damaged = batch(codec, 1000, 1010, 1020);
        for (int i = RecordBatch.HEADER_SIZE; i < damaged.limit(); i++) {
            damaged.put(i, (byte) 0x7f);
        }
        stored(damaged, BASE);

        assertEquals("100 1000 4", offset(1010));
    }

    @Test
    void aBatchThatIsGoneIsAnsweredAsWellAsItCanBe() {
        broker.with(
                Fetch.class,
                _ -> new Fetch.Result(List.of(new Fetch.PartitionResult(
                        "orders", 7, Optional.of(Failure.of(ErrorCode.NOT_LEADER, "moved")), -1, -1, LogSlice.EMPTY))));
        assertEquals("100 1000 4", offset(1010));

        broker.failing(Fetch.class, ErrorCode.OVERLOADED);
        assertEquals("100 1000 4", offset(1010));
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void aBatchThatUnfoldsToTooMuchIsGivenUp(CompressionType codec) throws IOException {
        RecordBatch large = RecordBatch.at(MemoryRecords.withRecords(
                        Compression.of(codec).build(),
                        new SimpleRecord(1000, new byte[10]),
                        new SimpleRecord(1010, new byte[PLENTY]),
                        new SimpleRecord(1020, new byte[10]))
                .buffer());

        assertThrows(IOException.class, () -> new CompressedBatch(large, 0, PLENTY).firstAt(1020));
        assertThrows(IOException.class, () -> new CompressedBatch(large, 0, PLENTY).highest());
        assertEquals(
                Optional.of(new CompressedBatch.Found(2, 1020)),
                new CompressedBatch(large, 0, PLENTY + 100).firstAt(1020));
    }

    @Test
    void aSnappyBlockWithoutAFrameIsReadAsLibrdkafkaWritesIt() throws IOException {
        ByteBuffer plain = batch(CompressionType.NONE, 1000, 1010);
        int length = plain.limit() - RecordBatch.HEADER_SIZE;

        assertEquals(
                Optional.of(new CompressedBatch.Found(101, 1010)),
                new CompressedBatch(snappy(plain, length), 0, PLENTY).firstAt(1001));
    }

    @Test
    void aSnappyBlockThatSaysThatItIsHugeIsNotGivenMemory() {
        ByteBuffer plain = batch(CompressionType.NONE, 1000, 1010);

        String reason = assertThrows(
                        IOException.class,
                        () -> new CompressedBatch(snappy(plain, Integer.MAX_VALUE), 0, PLENTY).firstAt(1001))
                .getMessage();
        assertEquals("a snappy block unfolds to 2147483647 bytes, more than 1048576", reason);
    }

    /** The records as one literal of a snappy block, which claims to be of a length. */
    private static RecordBatch snappy(ByteBuffer plain, int claim) {
        byte[] payload = new byte[plain.limit() - RecordBatch.HEADER_SIZE];
        plain.get(RecordBatch.HEADER_SIZE, payload);
        ByteBuffer out = ByteBuffer.allocate(plain.limit() + 10);
        out.put(plain.slice(0, RecordBatch.HEADER_SIZE));
        for (int rest = claim; rest != 0; rest >>>= 7) {
            out.put((byte) (rest > 0x7f ? rest | 0x80 : rest));
        }
        out.put((byte) ((payload.length - 1) << 2)).put(payload).flip();
        out.putInt(8, out.limit() - RecordBatch.SIZE_PREFIX);
        out.putShort(21, (short) CompressionType.SNAPPY.id);
        return RecordBatch.at(out);
    }

    private static ByteBuffer batch(CompressionType codec, long... timestamps) {
        SimpleRecord[] records = LongStream.of(timestamps)
                .mapToObj(time -> new SimpleRecord(time, "a key".getBytes(UTF_8), "some value".getBytes(UTF_8)))
                .toArray(SimpleRecord[]::new);
        return MemoryRecords.withRecords(BASE, Compression.of(codec).build(), records)
                .buffer();
    }

    private void stored(ByteBuffer batch, long start) {
        broker.with(
                Fetch.class,
                _ -> new Fetch.Result(List.of(
                        new Fetch.PartitionResult("orders", 7, Optional.empty(), 200, start, LogSlice.of(batch)))));
    }

    private String offset(long timestamp) {
        ListOffsetsRequestData request = new ListOffsetsRequestData()
                .setReplicaId(-1)
                .setTopics(List.of(new ListOffsetsTopic()
                        .setName("orders")
                        .setPartitions(List.of(
                                new ListOffsetsPartition().setPartitionIndex(7).setTimestamp(timestamp)))));
        ListOffsetsPartitionResponse answer = Wire.call(
                        ListOffsetsResponseData.class, new ListOffsetsApi(broker), request, 8)
                .topics()
                .getFirst()
                .partitions()
                .getFirst();
        assertEquals(0, answer.errorCode());
        return answer.offset() + " " + answer.timestamp() + " " + answer.leaderEpoch();
    }
}

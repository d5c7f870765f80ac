package io.gokafka.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.FilteredBatch;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordCodecs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyOutputStream;

/** What Kafka writes is read, and what is written Kafka reads. */
class KafkaCodecsTest {
    private static final int MAX = 16 << 20;

    @ParameterizedTest
    @EnumSource
    void batchesOfKafkaAreRead(Compression compression) {
        for (int count : new int[] {1, 2, 50, 2000}) {
            List<SimpleRecord> sent = KafkaBatches.records(count, count);
            RecordBatch batch = KafkaBatches.batch(compression, sent);
            assertEquals(compression, batch.compression());
            List<Record> records = batch.records();
            assertEquals(count, records.size());
            for (int i = 0; i < count; i++) {
                Record record = records.get(i);
                assertEquals(KafkaBatches.BASE_OFFSET + i, record.offset());
                assertSameRecord(sent.get(i), record);
            }
        }
    }

    private static void assertSameRecord(SimpleRecord sent, Record record) {
        assertEquals(sent.timestamp(), record.timestamp());
        assertEquals(sent.key(), record.key() == null ? null : ByteBuffer.wrap(record.key()));
        assertEquals(sent.value(), record.value() == null ? null : ByteBuffer.wrap(record.value()));
        assertEquals(sent.headers().length, record.headers().size());
        for (int i = 0; i < sent.headers().length; i++) {
            assertEquals(sent.headers()[i].key(), record.headers().get(i).key());
            assertArrayEquals(sent.headers()[i].value(), record.headers().get(i).value());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 19, 22})
    void zstdOfEveryLevelIsRead(int level) {
        List<SimpleRecord> sent = KafkaBatches.records(200, level);
        RecordBatch batch = KafkaBatches.batch(
                org.apache.kafka.common.compress.Compression.zstd().level(level).build(), sent);
        assertSameRecord(sent.getLast(), batch.records().getLast());
    }

    @ParameterizedTest
    @EnumSource
    void anySelectionOfRecordsIsReadByKafka(Compression compression) {
        List<SimpleRecord> sent = KafkaBatches.records(60, 5);
        RecordBatch original = KafkaBatches.batch(compression, sent);
        Random random = new Random(compression.code());
        for (int round = 0; round < 100; round++) {
            BitSet kept = new BitSet();
            int density = 1 + random.nextInt(8);
            IntStream.range(0, sent.size())
                    .filter(i -> random.nextInt(8) < density)
                    .forEach(kept::set);
            RecordBatch filtered =
                    FilteredBatch.of(original, r -> kept.get((int) (r.offset() - original.baseOffset())));
            assertIs(filtered, sent, kept);
        }
    }

    private static void assertIs(RecordBatch filtered, List<SimpleRecord> sent, BitSet kept) {
        MutableRecordBatch read = KafkaBatches.read(filtered);
        List<SimpleRecord> expected = kept.stream().mapToObj(sent::get).toList();
        assertEquals(expected, KafkaBatches.simple(read));
        assertEquals(KafkaBatches.BASE_OFFSET, read.baseOffset());
        assertEquals(KafkaBatches.BASE_OFFSET + sent.size() - 1, read.lastOffset());
        assertEquals(KafkaBatches.TERM, read.partitionLeaderEpoch());
        assertEquals(KafkaBatches.PRODUCER_ID, read.producerId());
        assertEquals(KafkaBatches.PRODUCER_EPOCH, read.producerEpoch());
        assertEquals(KafkaBatches.BASE_SEQUENCE, read.baseSequence());
        assertEquals(KafkaBatches.BASE_SEQUENCE + sent.size() - 1, read.lastSequence());
        // Without records, that of the first one, whatever was left out before.
        long baseTimestamp = sent.getFirst().timestamp();
        assertEquals(
                expected.stream().mapToLong(SimpleRecord::timestamp).max().orElse(baseTimestamp), read.maxTimestamp());
        int at = 0;
        for (var record : read) {
            assertEquals(KafkaBatches.BASE_OFFSET + kept.nextSetBit(at), record.offset());
            at = kept.nextSetBit(at) + 1;
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutRecordsTheSequenceOfTheProducerIsLeft(Compression compression) {
        List<SimpleRecord> sent = KafkaBatches.records(9, 1);
        RecordBatch empty = FilteredBatch.of(KafkaBatches.batch(compression, sent), record -> false);
        assertIs(empty, sent, new BitSet());
        assertSame(empty, FilteredBatch.of(empty, record -> false));
    }

    @ParameterizedTest
    @EnumSource
    void bytesOfAllSizesComeBackTheSame(Compression compression) {
        Random random = new Random(11);
        for (int size : new int[] {1, 15, 16, 100, 32 << 10, (32 << 10) + 1, 64 << 10, 300_000, 5_000_000}) {
            byte[] plain = KafkaBatches.bytes(random, size);
            ByteBuffer direct = ByteBuffer.allocateDirect(plain.length);
            direct.put(plain).flip();
            ByteBuffer packed = RecordCodecs.compress(compression, direct.asReadOnlyBuffer());
            assertEquals(ByteBuffer.wrap(plain), RecordCodecs.decompress(compression, packed, plain.length));
            assertEquals(
                    packed,
                    RecordCodecs.compress(compression, ByteBuffer.wrap(plain)),
                    "the same input, the same bytes");
        }
    }

    @Test
    void snappyWithoutAFrameIsRead() throws IOException {
        byte[] plain = KafkaBatches.bytes(new Random(3), 500_000);
        ByteBuffer block = ByteBuffer.wrap(Snappy.compress(plain));
        assertEquals(ByteBuffer.wrap(plain), RecordCodecs.decompress(Compression.SNAPPY, block, MAX));
        ByteBuffer shortBlock = ByteBuffer.wrap(Snappy.compress(new byte[] {7}));
        assertEquals(ByteBuffer.wrap(new byte[] {7}), RecordCodecs.decompress(Compression.SNAPPY, shortBlock, MAX));
    }

    @Test
    void snappyIsWrittenAsItsLibraryWritesIt() throws IOException {
        byte[] plain = KafkaBatches.bytes(new Random(4), 500_000);
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (OutputStream out = new SnappyOutputStream(to)) {
            out.write(plain);
        }
        assertEquals(
                ByteBuffer.wrap(to.toByteArray()), RecordCodecs.compress(Compression.SNAPPY, ByteBuffer.wrap(plain)));
    }

    @Test
    void lz4OfOtherBlocksAndChecksumsIsRead() throws IOException {
        byte[] plain = KafkaBatches.bytes(new Random(5), 6_000_000);
        for (LZ4FrameOutputStream.BLOCKSIZE size : LZ4FrameOutputStream.BLOCKSIZE.values()) {
            ByteArrayOutputStream to = new ByteArrayOutputStream();
            try (OutputStream out = new LZ4FrameOutputStream(
                    to,
                    size,
                    plain.length,
                    LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
                    LZ4FrameOutputStream.FLG.Bits.CONTENT_SIZE,
                    LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM)) {
                out.write(plain);
            }
            ByteBuffer frame = ByteBuffer.wrap(to.toByteArray());
            assertEquals(ByteBuffer.wrap(plain), RecordCodecs.decompress(Compression.LZ4, frame, MAX));
        }
    }
}

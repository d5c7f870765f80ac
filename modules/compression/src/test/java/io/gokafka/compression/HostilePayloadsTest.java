package io.gokafka.compression;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RawRecord;
import io.gokafka.api.record.RawRecords;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordCodecs;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stranger sends, it is read or refused; memory is taken for what there is, not for what it says. */
class HostilePayloadsTest {
    private static final int MAX = 4 << 20;
    private static final int ROUNDS = 5_000;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void damagedBatchIsReadOrRefused(Compression compression) {
        RecordBatch good = KafkaBatches.batch(compression, KafkaBatches.records(20, 2));
        Random random = new Random(compression.code());
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[good.sizeInBytes()];
            good.buffer().get(bytes);
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                // most of them where the framing is
                int range = random.nextBoolean() ? 40 : bytes.length - RecordBatch.HEADER_SIZE;
                bytes[RecordBatch.HEADER_SIZE + random.nextInt(range)] = (byte) random.nextInt(256);
            }
            try {
                RawRecords.of(RecordBatch.at(ByteBuffer.wrap(bytes)), MAX).forEach(RawRecord::decode);
            } catch (InvalidBatchException expected) {
                assertNotNull(expected.getMessage());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void payloadThatIsCutOffIsRefused(Compression compression) {
        ByteBuffer whole = RecordCodecs.compress(compression, ByteBuffer.wrap(KafkaBatches.bytes(new Random(1), 2000)));
        for (int size = 1; size < whole.remaining(); size++) {
            ByteBuffer cut = whole.slice(0, size);
            if (compression == Compression.SNAPPY && size == 16) {
                continue; // the frame's header alone: no blocks, which is nothing
            }
            assertThrows(
                    InvalidBatchException.class, () -> RecordCodecs.decompress(compression, cut, MAX), "at " + size);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noiseIsRefused(Compression compression) {
        Random random = new Random(6);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] noise = new byte[1 + random.nextInt(200)];
            random.nextBytes(noise);
            try {
                RecordCodecs.decompress(compression, ByteBuffer.wrap(noise), MAX);
            } catch (InvalidBatchException expected) {
                assertNotNull(expected.getMessage());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void bombIsRefusedAtItsBound(Compression compression) {
        ByteBuffer bomb = RecordCodecs.compress(compression, ByteBuffer.allocate(64 << 20));
        assertTrue(bomb.remaining() < (64 << 20) / 15, "it is dense");
        for (int max : new int[] {0, 1, 4095, 4096, 4097, 1 << 20, (64 << 20) - 1}) {
            InvalidBatchException refused = assertThrows(
                    InvalidBatchException.class, () -> RecordCodecs.decompress(compression, bomb.duplicate(), max));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("unfolds to more than " + max), refused.toString());
        }
    }

    /** 64 megabytes to two gigabytes in a block of a few bytes, or so it says: it is refused before the library believes it. */
    @ParameterizedTest
    @ValueSource(strings = {"8080802000", "ffffffff0700", "feffffff0f00"})
    void snappyBlockIsNotBelieved(String block) {
        byte[] bare = HexFormat.of().parseHex(block);
        for (ByteBuffer payload : new ByteBuffer[] {ByteBuffer.wrap(bare), framed(bare)}) {
            InvalidBatchException refused = assertThrows(
                    InvalidBatchException.class, () -> RecordCodecs.decompress(Compression.SNAPPY, payload, 64 << 20));
            assertTrue(String.valueOf(refused.getMessage()).contains("says that it unfolds to"), refused.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffffff7f00", "80808080800100", "ff"})
    void snappySizeThatIsNoNumberIsRefused(String block) {
        byte[] bare = HexFormat.of().parseHex(block);
        for (ByteBuffer payload : new ByteBuffer[] {ByteBuffer.wrap(bare), framed(bare)}) {
            assertThrows(
                    InvalidBatchException.class,
                    () -> RecordCodecs.decompress(Compression.SNAPPY, payload, Integer.MAX_VALUE));
        }
    }

    private static ByteBuffer framed(byte[] block) {
        ByteBuffer out = ByteBuffer.allocate(20 + block.length);
        out.putLong(0x82534e4150505900L).putInt(1).putInt(1).putInt(block.length);
        return out.put(block).flip();
    }

    @Test
    void zstdFrameIsNotBelieved() {
        // a frame of one segment that says it has 2^62 bytes; then one whose window is 2^31 bytes
        for (String frame : new String[] {"28b52ffde00000000000000040010000", "28b52ffd00a8010000"}) {
            ByteBuffer payload = ByteBuffer.wrap(HexFormat.of().parseHex(frame));
            assertThrows(
                    InvalidBatchException.class,
                    () -> RecordCodecs.decompress(Compression.ZSTD, payload, Integer.MAX_VALUE));
        }
    }

    @Test
    void manyLz4FramesAreNotUnfolded() {
        byte[] empty = bytes(RecordCodecs.compress(Compression.LZ4, ByteBuffer.allocate(0)));
        byte[] many = new byte[empty.length * 50_000];
        for (int at = 0; at < many.length; at += empty.length) {
            System.arraycopy(empty, 0, many, at, empty.length);
        }
        assertTrue(!RecordCodecs.decompress(Compression.LZ4, ByteBuffer.wrap(many), MAX)
                .hasRemaining());
    }

    private static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        return bytes;
    }
}

package io.gokafka.broker.compaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LatestOffsetsTest {
    /** The number that a key is, with all keys in the same slot. */
    private static final class SameSlot implements KeyHash {
        private long bits;

        @Override
        public void hash(ByteBuffer key) {
            bits = Long.parseLong(StandardCharsets.UTF_8.decode(key.duplicate()).toString());
        }

        @Override
        public long high() {
            return bits;
        }

        @Override
        public long low() {
            return 7;
        }
    }

    private static ByteBuffer key(Object key) {
        return ByteBuffer.wrap(String.valueOf(key).getBytes(StandardCharsets.UTF_8));
    }

    private static LatestOffsets withRoomFor(KeyHash hash, int keys) {
        return LatestOffsets.of(hash, keys / 3L * 4 * LatestOffsets.SLOT_BYTES, Long.MAX_VALUE);
    }

    @Test
    void theLatestOffsetOfEachKeyIsRemembered() {
        LatestOffsets latest = withRoomFor(KeyHash.md5(), 300);
        Random random = new Random(1);
        Map<Integer, Long> expected = new HashMap<>();
        for (long offset = 0; offset < 10_000; offset++) {
            int key = random.nextInt(300);
            assertTrue(latest.put(key(key), offset));
            expected.put(key, offset);
        }
        expected.forEach((key, offset) -> {
            assertTrue(latest.isLatest(key(key), offset));
            assertFalse(latest.isLatest(key(key), offset - 1));
        });
        assertEquals(expected.size(), latest.size());
        assertTrue(latest.isLatest(key("unknown"), 0), "nothing is known of it");
    }

    @Test
    void keysThatShareASlotAreToldApart() {
        LatestOffsets latest = withRoomFor(new SameSlot(), 30);
        for (int key = 0; key < 30; key++) {
            assertTrue(latest.put(key(key), 100 + key));
        }
        for (int key = 0; key < 30; key++) {
            assertTrue(latest.isLatest(key(key), 100 + key));
            assertFalse(latest.isLatest(key(key), 99 + key));
        }
    }

    @Test
    void aFullTableTakesOnlyKeysThatItHasUntilItGrows() {
        LatestOffsets latest = withRoomFor(KeyHash.md5(), 6);
        for (int key = 0; key < 6; key++) {
            assertTrue(latest.put(key(key), key));
        }
        assertFalse(latest.put(key("one more"), 6));
        assertTrue(latest.isLatest(key("one more"), 0), "it has not got in");
        assertTrue(latest.put(key(5), 7));
        latest.grow();
        assertTrue(latest.put(key("one more"), 8));
        assertFalse(latest.isLatest(key(5), 6));
        assertFalse(latest.isLatest(key("one more"), 7));
    }

    @Test
    void aTableTakesNoMoreMemoryThanTheLogHasOffsets() {
        LatestOffsets latest = LatestOffsets.of(KeyHash.md5(), 1L << 40, 3);
        for (int key = 0; key < 3; key++) {
            assertTrue(latest.put(key(key), key));
        }
    }

    @Test
    void aHashHasAllBitsOfTheDigestAndLeavesTheKeyAsItIs() {
        KeyHash hash = KeyHash.md5();
        ByteBuffer key = key("abc");
        hash.hash(key);
        assertEquals(0x900150983cd24fb0L, hash.high());
        assertEquals(0xd6963f7d28e17f72L, hash.low());
        assertEquals(3, key.remaining());
    }
}

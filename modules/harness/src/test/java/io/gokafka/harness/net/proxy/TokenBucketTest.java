package io.gokafka.harness.net.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final int KBIT = 80; // 10 000 bytes a second

    private long now = 42;
    private final TokenBucket bucket = new TokenBucket(KBIT, () -> now);

    @Test
    void aBurstPassesAtOnceAndWhatFollowsAtTheRate() {
        assertTrue(bucket.draw(TokenBucket.BURST_BYTES) <= now);
        assertEquals(now + TimeUnit.MILLISECONDS.toNanos(100), bucket.draw(1_000));
        assertEquals(now + TimeUnit.MILLISECONDS.toNanos(300), bucket.draw(2_000));
    }

    @Test
    void overTimeNoMorePassesThanTheRateAndOneBurst() {
        long end = now + TimeUnit.SECONDS.toNanos(60);
        long passed = 0;
        while (now < end) {
            now = Math.max(now, bucket.draw(1_448));
            passed += 1_448;
        }
        assertTrue(passed <= 60 * 10_000 + TokenBucket.BURST_BYTES + 1_448, passed + " bytes");
        assertTrue(passed >= 60 * 10_000, passed + " bytes");
    }

    @Test
    void aLongPauseSavesUpNoMoreThanABurst() {
        now += TimeUnit.HOURS.toNanos(1);
        assertTrue(bucket.draw(TokenBucket.BURST_BYTES) <= now);
        assertTrue(bucket.draw(1) > now);
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TokenBucket(0, () -> now));
    }
}

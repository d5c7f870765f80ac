package io.gokafka.broker.hosting;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.fake.MemoryDisk;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RepairsTest {
    private static final LogId LOG = new LogId("topic-0");

    private Instant now = Instant.EPOCH;
    private final Repairs repairs = new Repairs(new MemoryDisk().open(), () -> now);

    @Test
    void onlyDamageIsRepairedAndOnlyFromOthers() {
        assertFalse(repairs.allows(LOG, 2, new StorageException("no such file")));
        assertFalse(repairs.allows(LOG, 0, damage()));
        assertTrue(repairs.allows(LOG, 1, damage()));
    }

    @Test
    void aDiskThatDamagesALogAgainAndAgainIsWhatNeedsRepair() {
        for (int i = 0; i < Repairs.MOST; i++) {
            assertTrue(repairs.allows(LOG, 2, damage()));
        }
        assertFalse(repairs.allows(LOG, 2, damage()));
        assertTrue(repairs.allows(new LogId("topic-1"), 2, damage()), "another log");
        now = now.plus(Repairs.WITHIN).plusMillis(1);
        assertTrue(repairs.allows(LOG, 2, damage()));
    }

    private static RuntimeException damage() {
        return new IllegalStateException(new CorruptLogException("a bit"));
    }
}

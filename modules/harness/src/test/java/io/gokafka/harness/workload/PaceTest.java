package io.gokafka.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long TICK = 10_000_000;
    private static final int TICKS = 6_000;

    private static int sent(Pace pace, int ticks) {
        Random random = new Random(1);
        int sent = 0;
        for (int i = 0; i <= ticks; i++) {
            sent += pace.due(i * TICK, random);
        }
        return sent;
    }

    @Test
    void aMinuteGivesTheRateWithoutBursts() {
        assertEquals(6000, sent(new Pace(100, 0), TICKS), 1);
    }

    @Test
    void aMinuteGivesTheRateWithBursts() {
        assertEquals(6000, sent(new Pace(100, 50), TICKS), 51);
    }

    @Test
    void whoWasHeldUpDoesNotMakeUpForIt() {
        Pace pace = new Pace(100, 0);
        Random random = new Random(1);
        assertEquals(0, pace.due(0, random));
        assertTrue(pace.due(60 * 1_000_000_000L, random) <= 50);
    }
}

package io.gokafka.transport.kafka.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final AtomicLong now = new AtomicLong(5);
    private final Progress progress = new Progress(now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void connectionIsStaleAfterTheIdleTimeoutWithoutAByte() {
        pass(IDLE.minusNanos(1));
        assertFalse(progress.isStale(IDLE));
        pass(Duration.ofNanos(1));
        assertTrue(progress.isStale(IDLE));
        progress.made();
        assertFalse(progress.isStale(IDLE));
    }

    @Test
    void halfARequestMayTakeHalfAMinute() {
        progress.readingRequest(true);
        pass(Duration.ofSeconds(29));
        assertFalse(progress.isStale(IDLE));
        pass(Duration.ofSeconds(1));
        assertTrue(progress.isStale(IDLE));
        progress.readingRequest(false);
        assertFalse(progress.isStale(IDLE), "between requests it may be silent for longer");
    }

    @Test
    void peerThatWaitsForTheBrokerIsNeverStale() {
        progress.writer(Progress.Writer.AWAITING);
        pass(IDLE.multipliedBy(9));
        assertFalse(progress.isStale(IDLE));
        progress.writer(Progress.Writer.IDLE);
        progress.waitingForMemory(true);
        pass(IDLE.multipliedBy(9));
        assertFalse(progress.isStale(IDLE));
    }

    @Test
    void peerThatTakesNoAnswerIsStaleAlsoWhileItsNextRequestWaitsForMemory() {
        progress.waitingForMemory(true);
        progress.writer(Progress.Writer.WRITING);
        pass(IDLE);
        assertTrue(progress.isStale(IDLE));
    }

    @Test
    void lastAnswersAreTakenSoon() {
        progress.writer(Progress.Writer.WRITING);
        progress.ending();
        pass(Duration.ofSeconds(30));
        assertTrue(progress.isStale(IDLE));
    }
}

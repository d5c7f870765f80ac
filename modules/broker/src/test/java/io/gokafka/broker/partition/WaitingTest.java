package io.gokafka.broker.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.broker.fake.TestBatches;
import io.gokafka.tck.consensus.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class WaitingTest {
    private static final int MOVES = 20_000;
    private static final int WAITERS = 4;

    @Test
    void nobodyWhoWaitsMissesAMove() {
        HighWatermark highWatermark = new HighWatermark();
        List<CompletableFuture<Long>> waiters = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            waiters.add(follow(highWatermark));
        }
        Random random = new Random(7);
        for (long offset = 1; offset <= MOVES; offset++) {
            highWatermark.move(offset);
            highWatermark.wakeAll();
            if (random.nextInt(50) == 0) {
                LockSupport.parkNanos(1000); // lets those who wait fall asleep now and then
            }
        }
        for (CompletableFuture<Long> waiter : waiters) {
            assertEquals(MOVES, Await.result(waiter));
        }
    }

    /** A reader that waits for each next offset; a lost wake-up leaves it waiting for more than the test's patience. */
    private static CompletableFuture<Long> follow(HighWatermark highWatermark) {
        CompletableFuture<Long> end = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                WakeUp wakeUp = new WakeUp();
                highWatermark.add(wakeUp);
                long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
                long seen = 0;
                while (seen < MOVES) {
                    wakeUp.reset();
                    long now = highWatermark.offset();
                    if (now == seen) {
                        wakeUp.await(deadline);
                    }
                    seen = now;
                }
                highWatermark.remove(wakeUp);
                end.complete(seen);
            } catch (InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
        return end;
    }

    @Test
    void theHighWatermarkNeverGoesBack() {
        HighWatermark highWatermark = new HighWatermark();
        highWatermark.move(5);
        highWatermark.move(3);
        assertEquals(5, highWatermark.offset());
    }

    @Test
    void aWaitEndsWithItsTimeAndWithAnInterrupt() throws InterruptedException {
        WakeUp wakeUp = new WakeUp();
        assertFalse(wakeUp.await(System.nanoTime() - 1));
        wakeUp.wake();
        assertTrue(wakeUp.await(System.nanoTime() - 1), "what came before the wait counts");
        wakeUp.reset();
        Thread.currentThread().interrupt();
        long far = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        assertThrows(InterruptedException.class, () -> wakeUp.await(far));
    }

    @Test
    void aFetchWaitDoesNotTurnRoundAndRoundAboutAReplicaThatHasStopped() throws InterruptedException {
        try (PartitionWorld world = new PartitionWorld()) {
            world.group().fail(new IllegalStateException("disk"));
            try (FetchWait wait = FetchWait.start(Duration.ofMillis(5))) {
                wait.watch(world.partition(), 0);
                wait.mark();
                wait.await(1);
                assertTrue(wait.isOver(), "nothing has changed since it was read");
            }
        }
    }

    @Test
    void aFetchWaitWatchesSeveralPartitionsAndForgetsThemWhenItIsClosed() throws InterruptedException {
        try (PartitionWorld first = new PartitionWorld();
                PartitionWorld second = new PartitionWorld()) {
            try (FetchWait wait = FetchWait.start(Duration.ofMinutes(5))) {
                wait.watch(first.partition(), 0);
                wait.watch(second.partition(), 0);
                wait.mark();
                second.produced(TestBatches.plain("a"));
                wait.await(1);
                assertFalse(wait.isOver());
            }
            try (FetchWait none = FetchWait.start(Duration.ZERO)) {
                assertTrue(none.isOver());
            }
        }
    }

    @Test
    void whoWaitsForManyBytesSleepsThroughFew() {
        try (PartitionWorld world = new PartitionWorld()) {
            int one = TestBatches.plain("a").sizeInBytes();
            CompletableFuture<Boolean> marked = new CompletableFuture<>();
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try (FetchWait wait = FetchWait.start(Duration.ofMinutes(5))) {
                    wait.watch(world.partition(), 0);
                    wait.mark();
                    marked.complete(true);
                    wait.await(3L * one);
                    done.complete(wait.isOver());
                } catch (InterruptedException e) {
                    done.completeExceptionally(e);
                }
            });
            Await.result(marked);
            world.produced(TestBatches.plain("a"));
            world.produced(TestBatches.plain("b"));
            assertFalse(done.isDone());
            world.produced(TestBatches.plain("c"));
            assertFalse(Await.result(done));
        }
    }

    @Test
    void aReplicaThatLosesItsRoleOrIsClosedWakesThoseWhoWait() throws InterruptedException {
        PartitionWorld world = new PartitionWorld();
        try (FetchWait wait = FetchWait.start(Duration.ofMinutes(5))) {
            wait.watch(world.partition(), 0);
            wait.mark();
            world.group().follow(java.util.Optional.empty());
            wait.await(1);
            wait.mark();
            world.close();
            wait.await(1);
            assertFalse(wait.isOver());
        }
        assertFalse(world.partition().replica().isLeader());
        assertTrue(world.partition().replica().status().isEmpty());
    }
}

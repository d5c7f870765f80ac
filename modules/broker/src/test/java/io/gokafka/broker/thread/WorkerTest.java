package io.gokafka.broker.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.tck.consensus.Await;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WorkerTest {
    private static final Duration NEVER = Duration.ofHours(1);

    @Test
    void itWorksAtOnceAndAfterEachWake() {
        AtomicInteger runs = new AtomicInteger();
        try (Worker worker = Worker.start("test", NEVER, runs::incrementAndGet)) {
            Await.until("the first run", () -> runs.get() == 1);
            worker.wake();
            Await.until("the second run", () -> runs.get() == 2);
        }
    }

    @Test
    void itWorksAfterItsInterval() {
        AtomicInteger runs = new AtomicInteger();
        Worker worker = Worker.start("test", Duration.ofMillis(1), runs::incrementAndGet);
        Await.until("some runs", () -> runs.get() > 3);
        worker.close();
    }

    @Test
    void aWakeWhileItWorksMakesItWorkOnceMore() {
        AtomicInteger runs = new AtomicInteger();
        Semaphore go = new Semaphore(0);
        try (Worker worker = Worker.start("test", NEVER, () -> {
            runs.incrementAndGet();
            go.acquire();
        })) {
            Await.until("it works", () -> runs.get() == 1);
            worker.wake();
            worker.wake();
            go.release();
            Await.until("it works once more", () -> runs.get() == 2);
            go.release();
            Await.until("it waits", () -> go.availablePermits() == 0);
            assertEquals(2, runs.get());
        }
    }

    @Test
    void itGoesOnAfterAFailure() {
        AtomicInteger runs = new AtomicInteger();
        try (Worker worker = Worker.start("test", NEVER, () -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
        })) {
            Await.until("the run that fails", () -> runs.get() == 1);
            worker.wake();
            Await.until("the next run", () -> runs.get() == 2);
        }
    }

    @Test
    void closingInterruptsWhatItDoes() {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CountDownLatch works = new CountDownLatch(1);
        Worker worker = Worker.start("test", NEVER, () -> {
            works.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
            }
        });
        Await.until("it works", () -> works.getCount() == 0);
        worker.close();
        assertEquals(true, interrupted.getNow(false));
    }
}

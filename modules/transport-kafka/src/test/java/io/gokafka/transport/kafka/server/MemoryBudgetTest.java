package io.gokafka.transport.kafka.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MemoryBudgetTest {
    private final MemoryBudget budget = new MemoryBudget(100);

    private CompletableFuture<MemoryBudget.Share> later(long bytes) {
        CompletableFuture<MemoryBudget.Share> taken = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                taken.complete(budget.take(bytes));
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        while (thread.getState() != Thread.State.WAITING && !taken.isDone()) {
            Thread.onSpinWait();
        }
        return taken;
    }

    @Test
    void whoFindsTooLittleWaitsUntilItIsThere() throws Exception {
        MemoryBudget.Share first = budget.take(60);
        CompletableFuture<MemoryBudget.Share> second = later(41);
        assertFalse(second.isDone());
        first.close();
        second.get(20, TimeUnit.SECONDS).close();
        assertEquals(100, budget.available());
    }

    @Test
    void largeOneIsNotPassedForEverAndNothingPassesAlways() throws Exception {
        MemoryBudget.Share first = budget.take(60);
        CompletableFuture<MemoryBudget.Share> large = later(100);
        CompletableFuture<MemoryBudget.Share> small = later(1);
        assertFalse(small.isDone(), "it came after the large one");
        assertTrue(later(0).isDone());
        first.close();
        large.get(20, TimeUnit.SECONDS).close();
        small.get(20, TimeUnit.SECONDS).close();
    }

    @Test
    void moreThanThereIsTakesAllAndIsGivenBackOnce() throws Exception {
        MemoryBudget.Share all = budget.take(Long.MAX_VALUE);
        assertEquals(0, budget.available());
        all.close();
        all.close();
        assertEquals(100, budget.available());
    }
}

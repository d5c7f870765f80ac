package io.gokafka.broker.group.classic;

import io.gokafka.api.request.RequestException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everybody who waits for a generation or an assignment, so that they can be told when there will be none: apart from the groups,
 * whose thread may not come to it any more.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class Waiters {
    private final Map<Long, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    /** Remembers it until it is done. */
    public <T> CompletableFuture<T> add(CompletableFuture<T> answer) {
        if (!answer.isDone()) {
            long number = next.getAndIncrement();
            waiting.put(number, answer);
            var _ = answer.whenComplete((result, failure) -> waiting.remove(number));
        }
        return answer;
    }

    /** How many wait. */
    public int count() {
        return waiting.size();
    }

    /** Nobody gets what it waits for. */
    public void failAll(RequestException why) {
        waiting.values().forEach(answer -> answer.completeExceptionally(why));
    }
}

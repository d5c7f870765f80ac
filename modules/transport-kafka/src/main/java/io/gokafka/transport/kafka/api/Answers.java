package io.gokafka.transport.kafka.api;

import io.gokafka.api.request.Failure;
import io.gokafka.api.request.RequestException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many answers of the broker become one response. What is given to these methods must not block. */
public final class Answers {
    private Answers() {}

    /** What came of a request, good or bad, as a part of a response. */
    public static <R, T> CompletableFuture<T> map(
            CompletableFuture<R> answer, Function<? super R, T> success, Function<Failure, T> failure) {
        return answer.handle(
                (result, fault) -> fault == null ? success.apply(result) : failure.apply(KafkaErrors.failure(fault)));
    }

    /** Several parts, in their order, when the last one is there. */
    public static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(_ -> parts.stream().map(CompletableFuture::join).toList());
    }

    /**
     * Makes a request out of what a client sent.
     *
     * @param request throws {@link RequestException} when that makes no sense, which counts as the answer
     */
    public static <R> CompletableFuture<R> attempt(Supplier<CompletableFuture<R>> request) {
        try {
            return request.get();
        } catch (RequestException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Waits no longer than a client wants to: then the outcome is a time-out. The work itself goes on, as in Kafka. */
    public static <R> CompletableFuture<R> within(CompletableFuture<R> answer, int millis) {
        return answer.orTimeout(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits for an answer: for the connection's own thread only, and for what the broker knows without asking others.
     *
     * @throws RequestException the broker's failure
     */
    public static <R> R await(CompletableFuture<R> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw KafkaErrors.failure(e.getCause() == null ? e : e.getCause()).toException();
        }
    }

    /** What is there more than once. */
    public static <T> Set<T> duplicates(Stream<T> items) {
        Set<T> seen = new HashSet<>();
        return items.filter(item -> !seen.add(item)).collect(Collectors.toSet());
    }
}

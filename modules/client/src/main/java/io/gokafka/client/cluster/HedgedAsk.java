package io.gokafka.client.cluster;

import io.gokafka.api.HostPort;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks one broker after the other the same question, the next one as soon as the one before has failed or is slow, and takes
 * the first answer: a dead broker costs a tenth of a second, not a timeout.
 */
final class HedgedAsk {
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Connections connections;
    private final Duration timeout;

    HedgedAsk(Connections connections, Duration timeout) {
        this.connections = connections;
        this.timeout = timeout;
    }

    private record Answer<R>(
            HostPort address, @Nullable R result, @Nullable RequestException failure) {}

    /**
     * The first answer.
     *
     * @throws RequestException of code {@code UNAVAILABLE}, which tells of each broker, when none answered; of another when a
     *     broker refused the request for good
     */
    <R extends Response> R ask(Request<R> request, List<HostPort> addresses) {
        BlockingQueue<Answer<R>> answers = new LinkedBlockingQueue<>();
        List<String> failures = new ArrayList<>();
        Deadline deadline = Deadline.in(timeout.plusSeconds(1)); // each attempt ends by itself before
        for (int asked = 0; failures.size() < addresses.size() && !deadline.passed(); ) {
            if (asked < addresses.size()) {
                submit(request, addresses.get(asked++), answers);
            }
            Answer<R> answer = next(answers, asked < addresses.size() ? SLOW_NANOS : deadline.remainingNanos());
            if (answer != null && answer.result() != null) {
                return answer.result();
            }
            if (answer != null && answer.failure() != null) {
                if (!answer.failure().code().isRetriable()) {
                    throw answer.failure(); // the others would say the same
                }
                failures.add(answer.address() + ": " + answer.failure().getMessage());
            }
        }
        throw new RequestException(ErrorCode.UNAVAILABLE, "no broker answers: " + String.join("; ", failures));
    }

    private <R extends Response> void submit(Request<R> request, HostPort address, BlockingQueue<Answer<R>> answers) {
        // On a thread of its own, because connecting may block.
        Thread.startVirtualThread(() -> {
            CompletableFuture<R> future = connections.send(address, request, timeout);
            var _ = future.whenComplete((result, failure) -> answers.add(
                    new Answer<>(address, result, failure == null ? null : Blocking.asRequestException(failure))));
        });
    }

    private static <R> @Nullable Answer<R> next(BlockingQueue<Answer<R>> answers, long nanos) {
        try {
            return answers.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw Blocking.interrupted("metadata");
        }
    }
}

package io.gokafka.transport.grpc.server;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.RequestException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Waiting for the broker, and what its exceptions mean to a client. */
final class Answers {
    private static final System.Logger LOG = System.getLogger(Answers.class.getName());

    private Answers() {}

    /** The answer; throws {@link RequestException} when there is none. */
    static <R> R await(CompletableFuture<R> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException | CancellationException e) {
            throw failure(e).toException();
        }
    }

    /** Why a request failed, in terms of the protocol. */
    static Failure failure(Throwable error) {
        return switch (error) {
            case RequestException e -> e.failure();
            case ExecutionException e when e.getCause() != null -> failure(e.getCause());
            case CompletionException e when e.getCause() != null -> failure(e.getCause());
            case CancellationException _ -> Failure.of(ErrorCode.UNAVAILABLE, "the request was given up");
            case InterruptedException _ -> Drain.FAILURE;
            default -> defect(error);
        };
    }

    /** Why a message cannot be read: what its mapping throws on bad input. */
    static Failure unreadable(RuntimeException error) {
        return error instanceof IllegalArgumentException
                ? Failure.of(ErrorCode.INVALID_REQUEST, String.valueOf(error.getMessage()))
                : failure(error);
    }

    private static Failure defect(Throwable error) {
        LOG.log(System.Logger.Level.ERROR, "a request failed in a way that it should not", error);
        return Failure.of(ErrorCode.INTERNAL, "the broker failed, its log has more: " + error);
    }
}

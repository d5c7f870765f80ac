package io.gokafka.client.cluster;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waiting that an interrupt ends: with {@link CancellationException}, and the thread's interrupt flag set. */
public final class Blocking {
    private Blocking() {}

    /** The answer, or the failure as {@link RequestException}. The future must be bounded in time by itself. */
    public static <R> R await(CompletableFuture<R> future, String what) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(what);
        } catch (ExecutionException e) {
            throw asRequestException(e);
        }
    }

    /** Pauses. */
    public static void pause(long nanos, String what) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            throw interrupted(what);
        }
    }

    /** What to throw after an {@link InterruptedException}; sets the flag again. */
    public static CancellationException interrupted(String what) {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while waiting for " + what);
    }

    /** A failure of a future as what it should have been. */
    public static RequestException asRequestException(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause instanceof CompletionException || cause instanceof ExecutionException) {
            cause = cause.getCause();
        }
        if (cause instanceof RequestException e) {
            return e;
        }
        RequestException defect =
                new RequestException(ErrorCode.INTERNAL, "the transport failed unexpectedly: " + cause);
        defect.initCause(cause);
        return defect;
    }
}

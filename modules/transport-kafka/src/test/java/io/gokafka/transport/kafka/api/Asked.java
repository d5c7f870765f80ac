package io.gokafka.transport.kafka.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A broker that notes what it is asked, and answers as it was told to. */
public final class Asked implements Requests {
    private final List<Request<?>> requests = new CopyOnWriteArrayList<>();
    private final List<Answer<?>> answers = new CopyOnWriteArrayList<>();

    private record Answer<Q>(Class<Q> kind, Function<Q, ? extends Response> answer) {
        boolean fits(Request<?> request) {
            return kind.isInstance(request);
        }

        Response to(Request<?> request) {
            return answer.apply(kind.cast(request));
        }
    }

    /** Knows no answer yet. */
    public Asked() {}

    /** Answers requests of a kind; what was said last counts. */
    public <Q extends Request<R>, R extends Response> Asked with(Class<Q> kind, Function<Q, R> answer) {
        answers.addFirst(new Answer<>(kind, answer));
        return this;
    }

    /** Fails all requests. */
    public Asked failing(ErrorCode code) {
        answers.addFirst(new Answer<>(Request.class, _ -> {
            throw new RequestException(code, "it is so");
        }));
        return this;
    }

    /** Fails requests of a kind. */
    public Asked failing(Class<? extends Request<?>> kind, ErrorCode code) {
        answers.addFirst(new Answer<>(kind, _ -> {
            throw new RequestException(code, "it is so");
        }));
        return this;
    }

    /** All that it was asked of a kind. */
    public <Q extends Request<?>> List<Q> all(Class<Q> kind) {
        return requests.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The only thing that it was asked of a kind. */
    public <Q extends Request<?>> Q only(Class<Q> kind) {
        List<Q> all = all(kind);
        assertEquals(1, all.size(), () -> "requests: " + requests);
        return all.getFirst();
    }

    @Override
    @SuppressWarnings("unchecked") // an answer was given with the kind of its request
    public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
        requests.add(request);
        try {
            return CompletableFuture.completedFuture((R) answers.stream()
                    .filter(answer -> answer.fits(request))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nobody said what to answer to " + request))
                    .to(request));
        } catch (RequestException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}

package io.gokafka.tck.transport;

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

/** A broker that notes what it is asked, and answers what the test has told it. */
public final class ScriptedBroker implements Requests {
    private final List<Request<?>> received = new CopyOnWriteArrayList<>();
    private final List<RequestContext> callers = new CopyOnWriteArrayList<>();
    private volatile Function<Request<?>, CompletableFuture<?>> script = request -> CompletableFuture.failedFuture(
            new RequestException(ErrorCode.UNSUPPORTED, "the test has not said what to answer to " + request));

    /** A broker that refuses everything, until it is told what to answer. */
    public ScriptedBroker() {}

    /** Answers every request with this from now on. */
    public void answers(Response answer) {
        script = _ -> CompletableFuture.completedFuture(answer);
    }

    /** Answers every request with what this makes of it from now on. */
    public void answersWith(Function<Request<?>, CompletableFuture<?>> next) {
        script = next;
    }

    /** What was asked so far. */
    public List<Request<?>> received() {
        return received;
    }

    /** Who asked it. */
    public List<RequestContext> callers() {
        return callers;
    }

    @Override
    @SuppressWarnings("unchecked") // the test answers what fits
    public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
        callers.add(context);
        received.add(request);
        return (CompletableFuture<R>) script.apply(request);
    }
}

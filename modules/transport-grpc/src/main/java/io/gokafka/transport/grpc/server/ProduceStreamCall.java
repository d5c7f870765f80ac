package io.gokafka.transport.grpc.server;

import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.grpc.codec.Failures;
import io.gokafka.transport.grpc.codec.Mappings;
import io.gokafka.transport.grpc.proto.ProduceStreamRequest;
import io.gokafka.transport.grpc.proto.ProduceStreamResponse;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * One produce stream. gRPC hands messages over one after the other, so the broker receives them in the order in which they were
 * sent; answers come from the broker's threads, whenever they are ready.
 *
 * <p>The stream ends once the client has closed its side, or the broker stops, <em>and</em> all that was accepted is
 * answered. State is guarded by this object's lock; nothing blocks while it is held.
 */
final class ProduceStreamCall extends ServerCall.Listener<ProduceStreamRequest> {
    /** Messages that gRPC may read ahead: enough to hide the way to the socket's thread, few enough to hold in memory. */
    private static final int READ_AHEAD = 4;

    /** Answers that may be due before reading pauses. */
    private static final int MAX_IN_FLIGHT = 1024;

    private final ServerCall<ProduceStreamRequest, ProduceStreamResponse> call;
    private final Requests broker;
    private final RequestContext caller;
    private final MemoryBudget memory;
    private final Drain drain;
    private final Runnable stop = this::stop;

    private int inFlight;
    private int owed; // messages that gRPC will be asked for when there is room
    private @Nullable Status end; // how to end once nothing is in flight
    private Metadata trailers = new Metadata();
    private boolean closed;

    ProduceStreamCall(
            ServerCall<ProduceStreamRequest, ProduceStreamResponse> call,
            Requests broker,
            RequestContext caller,
            MemoryBudget memory,
            Drain drain) {
        this.call = call;
        this.broker = broker;
        this.caller = caller;
        this.memory = memory;
        this.drain = drain;
    }

    void open() {
        call.request(READ_AHEAD);
        drain.onBegin(stop);
    }

    @Override
    public void onMessage(ProduceStreamRequest message) {
        if (!accept()) {
            return; // the stream's end tells the client that nothing was done
        }
        MemoryBudget.@Nullable Share share = null;
        try {
            share = memory.take(message.getSerializedSize());
            MemoryBudget.Share held = share;
            var _ = broker.submit(read(message), caller).whenComplete((result, error) -> {
                held.close();
                answered(answer(message.getCorrelation(), result, error));
            });
        } catch (InterruptedException | RuntimeException e) {
            if (share != null) {
                share.close();
            }
            answered(failed(message.getCorrelation(), Answers.failure(e)));
        }
        readOn();
    }

    private synchronized boolean accept() {
        if (end != null || closed) {
            return false;
        }
        inFlight++;
        return true;
    }

    private static Produce read(ProduceStreamRequest message) {
        try {
            return Mappings.PRODUCE.read(message.getRequest());
        } catch (RuntimeException e) {
            throw Answers.unreadable(e).toException();
        }
    }

    private static ProduceStreamResponse answer(
            long correlation, Produce.@Nullable Result result, @Nullable Throwable error) {
        if (result == null) {
            return failed(correlation, Answers.failure(error == null ? new IllegalStateException("no answer") : error));
        }
        return ProduceStreamResponse.newBuilder()
                .setCorrelation(correlation)
                .setResult(Mappings.PRODUCE.writeAnswer(result))
                .build();
    }

    private static ProduceStreamResponse failed(long correlation, Failure failure) {
        return ProduceStreamResponse.newBuilder()
                .setCorrelation(correlation)
                .setError(Failures.write(failure))
                .build();
    }

    private synchronized void answered(ProduceStreamResponse answer) {
        inFlight--;
        if (closed) {
            return;
        }
        call.sendMessage(answer);
        askForMore();
        endIfIdle();
    }

    private synchronized void readOn() {
        owed++;
        askForMore();
    }

    /** A client that does not take its answers gets no more requests read. */
    private void askForMore() {
        if (owed > 0 && !closed && inFlight < MAX_IN_FLIGHT && call.isReady()) {
            call.request(owed);
            owed = 0;
        }
    }

    @Override
    public synchronized void onReady() {
        askForMore();
    }

    @Override
    public synchronized void onHalfClose() {
        if (end == null) {
            end = Status.OK;
        }
        endIfIdle();
    }

    private synchronized void stop() {
        end = Failures.status(Drain.FAILURE);
        trailers = Failures.trailers(Drain.FAILURE);
        endIfIdle();
    }

    private void endIfIdle() {
        if (end != null && inFlight == 0 && !closed) {
            closed = true;
            call.close(end, trailers);
        }
    }

    @Override
    public void onComplete() {
        drain.forget(stop);
    }

    @Override
    public void onCancel() {
        drain.forget(stop);
        synchronized (this) {
            closed = true;
        }
    }
}

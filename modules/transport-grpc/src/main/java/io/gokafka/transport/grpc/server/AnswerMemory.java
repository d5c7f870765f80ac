package io.gokafka.transport.grpc.server;

import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Response;
import io.grpc.stub.ServerCallStreamObserver;

/**
 * What an answer holds: its slices, until it is serialized, and its share of memory, until the peer has taken it. Only
 * a fetch's answer is large enough to count.
 */
final class AnswerMemory implements AutoCloseable {
    private final Runnable closeSlices;
    private final MemoryBudget.Share share;
    private boolean handedOver;

    private AnswerMemory(Runnable closeSlices, MemoryBudget.Share share) {
        this.closeSlices = closeSlices;
        this.share = share;
    }

    /** Takes the memory of an answer; closes the answer if there is none. */
    static AnswerMemory of(Response answer, MemoryBudget budget) throws InterruptedException {
        if (!(answer instanceof Fetch.Result fetched)) {
            return new AnswerMemory(() -> {}, budget.take(0));
        }
        try {
            return new AnswerMemory(fetched::close, budget.take(size(fetched)));
        } catch (InterruptedException | RuntimeException e) {
            fetched.close();
            throw e;
        }
    }

    private static long size(Fetch.Result fetched) {
        return fetched.partitions().stream().mapToLong(p -> p.records().size()).sum();
    }

    /** Hands the share over to the call: it is given back when that is over, however it ends. */
    void untilSent(ServerCallStreamObserver<?> call) {
        handedOver = true;
        call.setOnCloseHandler(share::close);
        call.setOnCancelHandler(share::close);
    }

    @Override
    public void close() {
        closeSlices.run();
        if (!handedOver) {
            share.close();
        }
    }
}

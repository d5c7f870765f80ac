package io.gokafka.transport.grpc.client;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Produce;
import io.gokafka.transport.grpc.codec.Mappings;
import io.gokafka.transport.grpc.proto.ProduceRequest;
import io.gokafka.transport.grpc.proto.ProduceStreamResponse;
import java.util.concurrent.CompletableFuture;

/** A request for a produce stream, until it is answered. */
final class PendingProduce {
    private final ProduceRequest message;
    private final long expiresAt;
    private final CompletableFuture<Produce.Result> answer = new CompletableFuture<>();

    PendingProduce(Produce produce) {
        message = Mappings.PRODUCE.write(produce);
        expiresAt = System.nanoTime()
                + Mappings.PRODUCE.patience(produce, produce.timeout()).toNanos();
    }

    ProduceRequest message() {
        return message;
    }

    CompletableFuture<Produce.Result> answer() {
        return answer;
    }

    boolean isExpired(long now) {
        return now - expiresAt > 0;
    }

    void complete(ProduceStreamResponse response) {
        switch (response.getOutcomeCase()) {
            case RESULT -> answer.complete(Mappings.PRODUCE.readAnswer(response.getResult()));
            case ERROR -> fail(io.gokafka.transport.grpc.codec.Failures.read(response.getError()));
            case OUTCOME_NOT_SET -> fail(Failure.of(ErrorCode.INDETERMINATE, "the broker's answer says nothing"));
        }
    }

    void fail(Failure failure) {
        answer.completeExceptionally(failure.toException());
    }
}

package io.gokafka.transport.kafka.server;

import io.gokafka.transport.kafka.api.SliceRecords;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.protocol.ApiMessage;

/**
 * A request that was handed to its API, and what is needed to send its answer.
 *
 * @param correlationId the client's number for it
 * @param headerVersion of the answer's header
 * @param version of the answer
 * @param isSent whether the client waits for it
 * @param isLongPoll whether it is given up when the client has gone
 * @param isLast whether, once the answer is there, the connection ends behind it
 * @param answer what will be the answer
 * @param memory what the request takes of the budget
 */
record PendingAnswer(
        int correlationId,
        short headerVersion,
        short version,
        boolean isSent,
        boolean isLongPoll,
        BooleanSupplier isLast,
        CompletableFuture<? extends ApiMessage> answer,
        MemoryBudget.Share memory) {

    /** Nobody will send the answer. */
    void drop() {
        if (isLongPoll) {
            answer.cancel(true);
        }
        var _ = answer.whenComplete((message, _) -> {
            if (message != null) {
                SliceRecords.closeAll(message);
            }
            memory.close();
        });
    }

    /** The client has gone, or the broker stops: what only waits is not waited for. */
    void giveUp() {
        if (isLongPoll) {
            answer.cancel(true);
        }
    }
}

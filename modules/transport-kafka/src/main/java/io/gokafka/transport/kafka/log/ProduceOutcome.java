package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Produce;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;

/**
 * What becomes of one partition's batch.
 *
 * @param topic the part of the answer that it belongs to
 * @param name of the topic; empty when there is none
 * @param partition its number
 * @param result what the broker says
 */
record ProduceOutcome(
        TopicProduceResponse topic, String name, int partition, CompletableFuture<Produce.Result> result) {
    private static final int ERROR_MESSAGE_SINCE = 8;

    /** Why the broker did not append it; empty while it is not known, and when it did. */
    Optional<Failure> failure() {
        return result.isCompletedExceptionally()
                ? Optional.of(KafkaErrors.failure(result.exceptionNow()))
                : Optional.empty();
    }

    boolean isElsewhere() {
        return failure().filter(f -> f.code() == ErrorCode.NOT_LEADER).isPresent();
    }

    /** The partition's part of the answer; of a result that is there. */
    PartitionProduceResponse response(short version) {
        PartitionProduceResponse response = new PartitionProduceResponse().setIndex(partition);
        if (!result.isCompletedExceptionally()) {
            Produce.Result appended = result.resultNow();
            return response.setBaseOffset(appended.baseOffset())
                    .setLogAppendTimeMs(appended.appendTime())
                    .setLogStartOffset(appended.logStartOffset());
        }
        response.setBaseOffset(-1).setLogAppendTimeMs(-1).setLogStartOffset(-1);
        String message = refuse(response, result.exceptionNow());
        return version >= ERROR_MESSAGE_SINCE ? response.setErrorMessage(message) : response;
    }

    private static String refuse(PartitionProduceResponse response, Throwable fault) {
        if (fault instanceof RefusedBatchException refused) {
            response.setErrorCode(refused.error().code());
            return String.valueOf(refused.getMessage());
        }
        if (fault instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return refuse(response, wrapped.getCause());
        }
        Failure failure = KafkaErrors.failure(fault);
        response.setErrorCode(LogErrors.ofAppend(failure.code()).code());
        return failure.message();
    }
}

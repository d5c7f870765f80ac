package io.gokafka.client.producer;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.cluster.Leader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says why a batch was not sent. */
final class Reasons {
    private Reasons() {}

    /** What its futures fail with. */
    static RuntimeException of(
            TopicPartition partition, ProducerBatch batch, Failure failure, @Nullable Leader lastAsked) {
        String doubt = batch.isUncertain() ? "; its records may be in the log nevertheless" : "";
        if (batch.deadline().passed()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - batch.createdAt());
            String where = lastAsked == null ? "no broker" : lastAsked.address().toString();
            return new OperationTimeoutException(
                    "batch of " + batch.count() + " records for " + partition + " was not acknowledged within " + millis
                            + " ms: " + batch.attempts() + " attempts, the last one at " + where + ": "
                            + failure.code() + ": " + failure.message() + doubt,
                    failure.toException());
        }
        boolean isFollower = failure.code() == ErrorCode.OUT_OF_ORDER_SEQUENCE;
        String why = isFollower ? "a batch before it has failed" : failure.message();
        return new RequestException(new Failure(failure.code(), partition + ": " + why + doubt, failure.leader()));
    }
}

package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Gives idempotent producers their ids. */
final class InitProducerIdApi implements Api<InitProducerIdRequestData> {
    private static final long NO_ID = -1;
    private static final short NO_EPOCH = -1;

    private final Requests requests;

    InitProducerIdApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.INIT_PRODUCER_ID;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 5;
    }

    @Override
    public CompletableFuture<InitProducerIdResponseData> answer(InitProducerIdRequestData request, Call call) {
        if ((request.producerId() == NO_ID) != (request.producerEpoch() == NO_EPOCH)) {
            return CompletableFuture.completedFuture(failed(Errors.INVALID_REQUEST));
        }
        if (request.transactionalId() != null) {
            boolean named = !request.transactionalId().isEmpty();
            // Transactions are not there yet. Of all errors this is the one that no client takes for a passing one.
            return CompletableFuture.completedFuture(
                    failed(named ? Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED : Errors.INVALID_REQUEST));
        }
        // The id that an idempotent producer had is not asked for: it gets a new one, as from Kafka.
        return Answers.map(
                requests.submit(new InitProducer(), call.context()),
                producer -> new InitProducerIdResponseData()
                        .setProducerId(producer.producerId())
                        .setProducerEpoch(producer.producerEpoch()),
                failure -> failed(
                        failure.code().isRetriable()
                                ? Errors.COORDINATOR_LOAD_IN_PROGRESS // tells every client to try again in a moment
                                : KafkaErrors.of(failure.code())));
    }

    private static InitProducerIdResponseData failed(Errors error) {
        return new InitProducerIdResponseData().setErrorCode(error.code()).setProducerEpoch(NO_EPOCH);
    }
}

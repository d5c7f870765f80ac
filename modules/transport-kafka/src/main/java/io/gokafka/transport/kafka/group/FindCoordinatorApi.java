package io.gokafka.transport.kafka.group;

import io.gokafka.api.BrokerInfo;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaBrokers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** The brokers that coordinate groups. */
final class FindCoordinatorApi implements Api<FindCoordinatorRequestData> {
    private static final byte GROUP = 0;
    private static final byte TRANSACTION = 1;

    /** From there on a request has many keys. */
    private static final short BATCHES = 4;

    private final Requests requests;

    FindCoordinatorApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.FIND_COORDINATOR;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 6;
    }

    @Override
    public CompletableFuture<FindCoordinatorResponseData> answer(FindCoordinatorRequestData request, Call call) {
        if (call.version() < BATCHES) {
            return find(request.key(), request.keyType(), call)
                    .thenCompose(found -> elsewhereIfUnknown(List.of(found), call))
                    .thenApply(found -> single(found.getFirst()));
        }
        List<CompletableFuture<Coordinator>> coordinators = request.coordinatorKeys().stream()
                .map(key -> find(key, request.keyType(), call))
                .toList();
        return Answers.all(coordinators)
                .thenCompose(found -> elsewhereIfUnknown(found, call))
                .thenApply(found -> new FindCoordinatorResponseData().setCoordinators(found));
    }

    /** As with the leaders of partitions: a broker that has lost the others would be asked for ever. */
    private CompletableFuture<List<Coordinator>> elsewhereIfUnknown(List<Coordinator> found, Call call) {
        if (!found.stream().allMatch(c -> c.errorCode() == Errors.COORDINATOR_NOT_AVAILABLE.code())) {
            return CompletableFuture.completedFuture(found);
        }
        return requests.submit(new Metadata(List.of(), false, false), call.context())
                .handle((metadata, _) -> {
                    if (metadata != null && KafkaBrokers.of(metadata).isOutOfTouch()) {
                        call.hangUp().run();
                    }
                    return found;
                });
    }

    private CompletableFuture<Coordinator> find(String key, byte type, Call call) {
        return switch (type) {
            case GROUP ->
                Answers.map(
                        requests.submit(new FindCoordinator(key), call.context()),
                        found -> coordinator(key, found.coordinator()),
                        failure -> failed(key, GroupErrors.ofSearch(failure.code()), failure.message()));
            // Of all errors the one that no client takes for a passing one.
            case TRANSACTION ->
                CompletableFuture.completedFuture(failed(
                        key, Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED, "transactions are not supported yet"));
            default ->
                CompletableFuture.completedFuture(failed(
                        key, Errors.INVALID_REQUEST, "there are no coordinators of type " + type + ", only of groups"));
        };
    }

    private static Coordinator coordinator(String key, BrokerInfo broker) {
        return KafkaBrokers.node(broker)
                .map(node -> new Coordinator()
                        .setKey(key)
                        .setNodeId(node.id())
                        .setHost(node.address().host())
                        .setPort(node.address().port()))
                .orElseGet(() -> failed(
                        key,
                        Errors.COORDINATOR_NOT_AVAILABLE,
                        "the coordinator is " + broker.id() + ", which has no listener for Kafka clients"));
    }

    private static Coordinator failed(String key, Errors error, String message) {
        return new Coordinator()
                .setKey(key)
                .setNodeId(KafkaBrokers.NONE)
                .setPort(KafkaBrokers.NONE)
                .setErrorCode(error.code())
                .setErrorMessage(message);
    }

    private static FindCoordinatorResponseData single(Coordinator coordinator) {
        return new FindCoordinatorResponseData()
                .setNodeId(coordinator.nodeId())
                .setHost(coordinator.host())
                .setPort(coordinator.port())
                .setErrorCode(coordinator.errorCode())
                .setErrorMessage(coordinator.errorMessage());
    }
}

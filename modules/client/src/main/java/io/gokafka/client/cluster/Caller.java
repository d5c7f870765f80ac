package io.gokafka.client.cluster;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Response;
import io.gokafka.client.ClientConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes requests of the right broker, again and again until one succeeds or the time is up.
 *
 * <p><b>Failures.</b> Each method throws {@link RequestException}, or
 * {@link io.gokafka.client.OperationTimeoutException}. <b>Threading.</b> Safe for use by several threads.
 */
public final class Caller {
    private final Cluster cluster;
    private final ClientConfig config;
    private final Backoff backoff;
    private final Coordinators coordinators;

    /** A caller of a cluster. */
    public Caller(Cluster cluster, ClientConfig config, Backoff backoff) {
        this.cluster = cluster;
        this.config = config;
        this.backoff = backoff;
        this.coordinators = new Coordinators(cluster, config.requestTimeout());
    }

    /** Asks any broker. */
    public <R extends Response> R anyBroker(Request<R> request) {
        return anyBroker(request, _ -> Optional.empty());
    }

    /**
     * Asks any broker.
     *
     * @param done the answer that a failure amounts to after an earlier attempt that may have been carried out
     */
    public <R extends Response> R anyBroker(Request<R> request, Function<Failure, Optional<R>> done) {
        return retry(request, new Route.Any(cluster), operation(), done);
    }

    /** Asks any broker, within a deadline. */
    public <R extends Response> R anyBroker(Request<R> request, Deadline deadline) {
        return retry(request, new Route.Any(cluster), deadline, _ -> Optional.empty());
    }

    /** Asks the leader of a partition. */
    public <R extends Response> R leaderOf(TopicPartition partition, Request<R> request) {
        Optional<TopicView> view = cluster.known(partition.topic());
        if (view.filter(v -> partition.partition() < v.partitions()).isEmpty()) {
            topic(partition.topic(), false);
        }
        return retry(request, new Route.ToLeader(cluster, partition), operation(), _ -> Optional.empty());
    }

    /** Asks the coordinator of a group. */
    public <R extends Response> R coordinatorOf(String group, Request<R> request) {
        return coordinatorOf(group, request, operation());
    }

    /** Asks the coordinator of a group, within a deadline. */
    public <R extends Response> R coordinatorOf(String group, Request<R> request, Deadline deadline) {
        return retry(request, new Route.ToCoordinator(coordinators, group), deadline, _ -> Optional.empty());
    }

    /** Asks the coordinator of a group once. */
    public <R extends Response> R coordinatorOnce(String group, Request<R> request, Duration timeout) {
        Route route = new Route.ToCoordinator(coordinators, group);
        try {
            return cluster.connections().call(route.next(), request, timeout);
        } catch (RequestException e) {
            route.failed(e.failure());
            throw e;
        }
    }

    /** Asks a certain broker, once. */
    public <R extends Response> R broker(BrokerId id, Request<R> request) {
        Metadata.Result known = metadata(new Metadata(List.of(), false, false));
        BrokerInfo broker = known.broker(id)
                .orElseThrow(() -> new RequestException(
                        ErrorCode.UNKNOWN_BROKER,
                        "there is no broker '" + id + "': there are "
                                + known.brokers().stream().map(BrokerInfo::id).toList()));
        return cluster.connections().call(address(broker), request, config.requestTimeout());
    }

    /** Asks all brokers that are alive, side by side. */
    public <R extends Response> List<R> everyBroker(Request<R> request) {
        return repeat(request.getClass().getSimpleName(), operation(), () -> {
            List<BrokerInfo> brokers =
                    cluster.ask(new Metadata(List.of(), false, false)).brokers();
            List<CompletableFuture<R>> answers = brokers.stream()
                    .filter(BrokerInfo::alive)
                    .map(b -> cluster.connections().send(address(b), request, config.requestTimeout()))
                    .toList();
            return answers.stream()
                    .map(answer -> Blocking.await(answer, "the brokers' answers"))
                    .toList();
        });
    }

    /** Asks for metadata, of several brokers if need be. */
    public Metadata.Result metadata(Metadata request) {
        return repeat("Metadata", operation(), () -> cluster.ask(request));
    }

    /**
     * Asks for one topic.
     *
     * @throws RequestException of code {@code UNKNOWN_TOPIC} when no broker has told of it for a second
     */
    public Metadata.Topic topic(String name, boolean create) {
        Metadata request = new Metadata(List.of(name), false, create);
        return repeat("description of topic '" + name + "'", operation(), () -> {
            Metadata.Result result = cluster.ask(request);
            Failure why = result.failures()
                    .getOrDefault(name, Failure.of(ErrorCode.UNKNOWN_TOPIC, "there is no topic '" + name + "'"));
            return result.topics().stream()
                    .filter(topic -> topic.name().equals(name))
                    .findFirst()
                    .orElseThrow(why::toException);
        });
    }

    /** How long one attempt may take. */
    public Duration requestTimeout() {
        return config.requestTimeout();
    }

    /** The deadline of an operation that begins now. */
    public Deadline operation() {
        return Deadline.in(config.operationTimeout());
    }

    private <T> T repeat(String what, Deadline deadline, Supplier<T> operation) {
        Attempts attempts = new Attempts(what, deadline, backoff);
        while (true) {
            try {
                return operation.get();
            } catch (RequestException e) {
                attempts.failed("several brokers", e);
                attempts.pause(1);
            }
        }
    }

    private <R extends Response> R retry(
            Request<R> request, Route route, Deadline deadline, Function<Failure, Optional<R>> done) {
        Attempts attempts = new Attempts(request.getClass().getSimpleName(), deadline, backoff);
        while (true) {
            String where = "no broker";
            try {
                HostPort address = route.next();
                where = address.toString();
                return cluster.connections().call(address, request, attempts.next(config.requestTimeout()));
            } catch (RequestException e) {
                Optional<R> answer = attempts.uncertain() ? done.apply(e.failure()) : Optional.empty();
                if (answer.isPresent()) {
                    return answer.get();
                }
                attempts.failed(where, e);
                route.failed(e.failure());
                attempts.pause(route.choices());
            }
        }
    }

    private HostPort address(BrokerInfo broker) {
        return broker.endpoint(cluster.endpoint())
                .orElseThrow(() -> new RequestException(
                        ErrorCode.UNAVAILABLE, "broker " + broker.id() + " has no address for " + cluster.endpoint()));
    }
}

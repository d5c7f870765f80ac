package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.TopicNames;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.ReportLeaders;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.config.BrokerConfig.TopicDefaults;
import io.gokafka.broker.config.TopicKeys;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRegistered;
import io.gokafka.broker.metadata.ClusterRecord.LeaderChanged;
import io.gokafka.broker.metadata.ClusterRecord.ProducerIdsTaken;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import io.gokafka.broker.metadata.ClusterRecord.TopicDeleted;
import io.gokafka.broker.state.Decision;
import io.gokafka.broker.topic.TopicConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What requests come to, given the metadata: pure functions from the state to the records that change it. */
final class ClusterDecisions {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,255}");
    private static final int MAX_ENDPOINTS = 32;
    private static final int MAX_ENDPOINT_NAME = 64;

    private ClusterDecisions() {}

    /** A broker joins, or brings its addresses up to date. */
    static Decision<Boolean> join(ClusterState state, JoinCluster request) {
        checkEndpoints(request.endpoints());
        ClusterImage image = state.view();
        Optional<BrokerRegistered> present = image.broker(request.id());
        if (present.isPresent() && !present.get().directory().equals(request.directory())) {
            throw new RequestException(
                    ErrorCode.BROKER_ID_TAKEN,
                    "broker id '" + request.id() + "' belongs to the cluster already, with another data directory."
                            + " Use another id, or take the old broker out first: gokafka brokers remove "
                            + request.id());
        }
        image.brokers().stream()
                .filter(b -> !b.id().equals(request.id()))
                .filter(b -> sameRaftAddress(b, request))
                .findFirst()
                .ifPresent(b -> {
                    throw new RequestException(
                            ErrorCode.INVALID_REQUEST,
                            "raft address " + request.endpoints().get(BrokerInfo.RAFT) + " belongs to broker '" + b.id()
                                    + "': give each broker its own");
                });
        if (present.isPresent() && present.get().endpoints().equals(request.endpoints())) {
            return Decision.unchanged(true);
        }
        if (present.isEmpty()
                && request.clusterId().isPresent()
                && !image.brokers().isEmpty()) {
            throw new RequestException(
                    ErrorCode.UNKNOWN_BROKER,
                    "broker '" + request.id()
                            + "' was taken out of this cluster: to bring it back, start it with an empty"
                            + " data directory and --join-addr");
        }
        boolean draining = present.map(BrokerRegistered::draining).orElse(false);
        int number = present.map(BrokerRegistered::number).orElseGet(state::nextNumber);
        return decision(
                List.of(new BrokerRegistered(request.id(), number, request.directory(), request.endpoints(), draining)),
                true);
    }

    /** Every member stores and uses them. */
    private static void checkEndpoints(Map<String, HostPort> endpoints) {
        if (!endpoints.containsKey(BrokerInfo.RAFT)) {
            throw new RequestException(ErrorCode.INVALID_REQUEST, "a broker needs a raft address to join a cluster");
        }
        endpoints.forEach((name, address) -> {
            boolean wellFormed = HOST.matcher(address.host()).matches() && name.length() <= MAX_ENDPOINT_NAME;
            if (!wellFormed || endpoints.size() > MAX_ENDPOINTS) {
                throw new RequestException(
                        ErrorCode.INVALID_REQUEST,
                        "a broker cannot join with a malformed address or more than " + MAX_ENDPOINTS + " of them");
            }
        });
    }

    private static boolean sameRaftAddress(BrokerRegistered broker, JoinCluster request) {
        HostPort theirs = broker.endpoints().get(BrokerInfo.RAFT);
        return theirs != null && theirs.equals(request.endpoints().get(BrokerInfo.RAFT));
    }

    /** Creates a topic, on the reachable brokers. */
    static Decision<TopicCreated> createTopic(
            ClusterState state,
            CreateTopic request,
            Set<BrokerId> reachable,
            TopicDefaults defaults,
            boolean internal) {
        checkName(request.name(), internal);
        ClusterImage image = state.view();
        if (image.topics().containsKey(request.name())) {
            throw new RequestException(ErrorCode.TOPIC_EXISTS, "topic '" + request.name() + "' exists already");
        }
        int partitions = request.partitions() == 0 ? defaults.partitions() : request.partitions();
        if (partitions < 1 || partitions > TopicKeys.MAX_PARTITIONS) {
            throw new RequestException(
                    ErrorCode.INVALID_PARTITIONS,
                    "a topic has 1 to " + TopicKeys.MAX_PARTITIONS + " partitions, not " + request.partitions());
        }
        TopicConfig.check(request.configs());
        List<BrokerId> candidates = candidates(image, reachable);
        if (candidates.isEmpty()) {
            throw new RequestException(ErrorCode.UNAVAILABLE, "no broker can take partitions at the moment; try again");
        }
        int factor = replicationFactor(request.replicationFactor(), candidates.size(), defaults);
        TopicCreated topic = new TopicCreated(
                request.name(),
                UUID.randomUUID(),
                factor,
                request.configs(),
                new ReplicaPlacement(image, candidates).place(partitions, factor));
        return request.validateOnly() ? Decision.unchanged(topic) : decision(List.of(topic), topic);
    }

    private static void checkName(String name, boolean internal) {
        TopicNames.problem(name).ifPresent(problem -> {
            throw new RequestException(ErrorCode.INVALID_TOPIC, problem);
        });
        if (!internal && TopicNames.isInternal(name)) {
            throw new RequestException(
                    ErrorCode.INTERNAL_TOPIC, "topic names that begin with '__' are the cluster's own: choose another");
        }
    }

    private static int replicationFactor(int asked, int brokers, TopicDefaults defaults) {
        if (asked == 0) {
            return defaults.replicationFactor(); // more replicas are added when more brokers are there
        }
        if (asked < 1 || asked > brokers) {
            throw new RequestException(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    "replication factor " + asked + " needs as many brokers: there are " + brokers + " now");
        }
        return asked;
    }

    /** The brokers that may be given replicas: members that are reachable and not about to leave. */
    static List<BrokerId> candidates(ClusterImage image, Set<BrokerId> reachable) {
        return image.brokers().stream()
                .filter(b -> !b.draining())
                .map(BrokerRegistered::id)
                .filter(reachable::contains)
                .toList();
    }

    /** Deletes a topic. */
    static Decision<Boolean> deleteTopic(ClusterState state, String name) {
        if (TopicNames.isInternal(name)) {
            throw new RequestException(
                    ErrorCode.INTERNAL_TOPIC, "topic '" + name + "' is the cluster's own and cannot be deleted");
        }
        ClusterImage.Topic topic = state.view()
                .topic(name)
                .orElseThrow(() -> new RequestException(
                        ErrorCode.UNKNOWN_TOPIC, "topic '" + name + "' does not exist: gokafka topics list shows all"));
        return decision(List.of(new TopicDeleted(topic.id())), true);
    }

    /** Notes who leads what. */
    static Decision<ReportLeaders.Result> reportLeaders(ClusterState state, ReportLeaders request) {
        ClusterImage image = state.view();
        Map<UUID, Integer> partitions = image.topics().values().stream()
                .collect(Collectors.toMap(ClusterImage.Topic::id, ClusterImage.Topic::partitionCount));
        List<ClusterRecord> changes = new ArrayList<>();
        for (ReportLeaders.Led led : request.leads()) {
            if (led.partition() < 0 || led.partition() >= partitions.getOrDefault(led.topicId(), 0)) {
                continue; // deleted meanwhile
            }
            ClusterImage.Leader known = image.leaders().get(new PartitionKey(led.topicId(), led.partition()));
            if (known == null || known.term() < led.term()) {
                changes.add(new LeaderChanged(led.topicId(), led.partition(), request.broker(), led.term()));
            }
        }
        return decision(changes, new ReportLeaders.Result());
    }

    /** Gives a producer its id. */
    static Decision<InitProducer.Result> initProducer(ClusterState state) {
        long id = state.view().nextProducerId();
        return decision(List.of(new ProducerIdsTaken(id + 1)), new InitProducer.Result(id, (short) 0));
    }

    /** A decision of metadata records. */
    static <T> Decision<T> decision(List<ClusterRecord> records, T answer) {
        return new Decision<>(records.stream().map(ClusterRecordCodec::encode).toList(), answer);
    }
}

package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.ReportLeaders;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRegistered;
import io.gokafka.broker.metadata.ClusterRecord.LeaderChanged;
import io.gokafka.broker.metadata.ClusterRecord.ProducerIdsTaken;
import io.gokafka.broker.state.Decision;
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
    /** A broker takes so many producer ids at once, so that most producers need no change of the metadata. */
    static final int PRODUCER_IDS = 1_000;

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

    /** The brokers that may be given replicas: members that are reachable and not about to leave. */
    static List<BrokerId> candidates(ClusterImage image, Set<BrokerId> reachable) {
        return image.brokers().stream()
                .filter(b -> !b.draining())
                .map(BrokerRegistered::id)
                .filter(reachable::contains)
                .toList();
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

    /** Gives a block of {@link #PRODUCER_IDS} producer ids away; answers the first of them. */
    static Decision<InitProducer.Result> takeProducerIds(ClusterState state) {
        long first = state.view().nextProducerId();
        return decision(List.of(new ProducerIdsTaken(first + PRODUCER_IDS)), new InitProducer.Result(first, (short) 0));
    }

    /** A decision of metadata records. */
    static <T> Decision<T> decision(List<ClusterRecord> records, T answer) {
        return new Decision<>(records.stream().map(ClusterRecordCodec::encode).toList(), answer);
    }
}

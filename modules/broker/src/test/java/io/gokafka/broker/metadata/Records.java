package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.record.Record;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRegistered;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import io.gokafka.broker.state.Decision;
import io.gokafka.broker.state.StateRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Metadata for tests. */
final class Records {
    private Records() {}

    static BrokerId id(String name) {
        return new BrokerId(name);
    }

    static List<BrokerId> ids(String... names) {
        return Arrays.stream(names).map(BrokerId::new).toList();
    }

    static UUID uuid(int number) {
        return new UUID(1, number);
    }

    static Map<String, HostPort> endpoints(int number) {
        return Map.of(BrokerInfo.RAFT, new HostPort("127.0.0.1", 1000 + number), "grpc", new HostPort("h", 1));
    }

    static BrokerRegistered broker(String name, int number) {
        return new BrokerRegistered(id(name), number, uuid(number), endpoints(number), false);
    }

    static BrokerRegistered draining(String name, int number) {
        return new BrokerRegistered(id(name), number, uuid(number), endpoints(number), true);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    static TopicCreated topic(String name, int id, int replicationFactor, List<BrokerId>... replicas) {
        return new TopicCreated(name, uuid(id), replicationFactor, Map.of(), List.of(replicas));
    }

    static ClusterState state(ClusterRecord... records) {
        ClusterState state = new ClusterState();
        replay(state, Arrays.stream(records).map(ClusterRecordCodec::encode).toList());
        return state;
    }

    static ClusterImage image(ClusterRecord... records) {
        return state(records).view();
    }

    static void replay(ClusterState state, Decision<?> decision) {
        replay(state, decision.records());
    }

    static void replay(ClusterState state, List<StateRecord> records) {
        records.forEach(r -> state.replay(new Record(0, 0, r.key(), r.value(), List.of())));
    }

    static List<ClusterRecord> decoded(Decision<?> decision) {
        return decision.records().stream()
                .map(r -> ClusterRecordCodec.decode(r.key(), Objects.requireNonNull(r.value())))
                .toList();
    }
}

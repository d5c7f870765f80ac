package io.gokafka.tck.transport;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Header;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Requests of every kind and answers to them, with every field set, and with every optional one absent. */
final class Samples {
    static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    static final BrokerId NODE1 = new BrokerId("node1");
    static final BrokerId NODE2 = new BrokerId("node2");
    static final BrokerInfo LEADER = new BrokerInfo(
            NODE2, 2, Map.of("grpc", new HostPort("10.0.0.2", 9092), BrokerInfo.HTTP, new HostPort("::1", 8080)), true);
    static final TopicPartition FIRST = new TopicPartition("orders", 0);
    static final TopicPartition SECOND = new TopicPartition("größe-€", 7);
    static final Metadata.Topic TOPIC = new Metadata.Topic(
            "orders",
            ID,
            3,
            Map.of("retention.ms", "1000"),
            List.of(
                    new Metadata.Partition(0, Optional.of(NODE1), 5, List.of(NODE1, NODE2), List.of(NODE2)),
                    new Metadata.Partition(1, Optional.empty(), 0, List.of(), List.of())));

    private Samples() {}

    /** A request and its answer. */
    record Sample(Request<?> request, Response answer) {
        @Override
        public String toString() {
            return request.getClass().getSimpleName() + ": " + request;
        }
    }

    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>(LogSamples.all());
        samples.addAll(GroupSamples.all());
        samples.addAll(ClusterSamples.all());
        samples.addAll(AdminSamples.all());
        samples.addAll(UpkeepSamples.all());
        samples.addAll(KafkaGroupSamples.all());
        return samples;
    }

    static Failure failure(ErrorCode code) {
        return new Failure(code, "what was wrong: " + code + ", größer als 5 €\nsecond line", Optional.of(LEADER));
    }

    static RecordBatch batch(String... values) {
        RecordBatchBuilder builder = new RecordBatchBuilder(1024).producer(77, (short) 3, 12);
        for (String value : values) {
            builder.append(
                    1_700_000_000_000L,
                    null,
                    value.getBytes(StandardCharsets.UTF_8),
                    List.of(Header.of("h", "v"), new Header("none", null)));
        }
        return builder.build();
    }
}

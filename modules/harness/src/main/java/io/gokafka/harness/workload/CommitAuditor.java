package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.History;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** Asks from time to time what groups have committed, over both protocols. */
final class CommitAuditor extends Loop {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String NAME = "auditor";

    private final Run run;
    private final List<String> groups;
    private final List<TopicPartition> partitions;
    private final GrpcLink link;
    private final Admin admin;

    CommitAuditor(Run run, List<String> groups, List<TopicPartition> partitions, Random random, ClientTimes times) {
        super(NAME, run.problems());
        this.run = run;
        this.groups = List.copyOf(groups);
        this.partitions = List.copyOf(partitions);
        this.link = new GrpcLink(
                run.addresses().bootstrap(Protocol.GRPC, random), NAME, times.request(), times.operation());
        this.admin = KafkaAdmin.open(run.addresses().bootstrap(Protocol.KAFKA, random), NAME, times);
    }

    @Override
    void step() throws InterruptedException {
        for (String group : groups) {
            for (Protocol protocol : Protocol.values()) {
                ask(group, protocol);
            }
        }
        pause(PAUSE);
    }

    @Override
    void end() {
        link.close();
        admin.close(Duration.ofSeconds(5));
    }

    private void ask(String group, Protocol protocol) throws InterruptedException {
        History history = run.history();
        String client = NAME + "-" + protocol.label();
        long begun = history.now();
        try {
            Map<TopicPartition, Long> offsets = protocol == Protocol.GRPC ? overGrpc(group) : overKafka(group);
            long at = history.now();
            for (TopicPartition partition : partitions) {
                long offset = offsets.getOrDefault(partition, -1L);
                history.add(new Event.CommittedRead(at, client, group, partition, offset, begun));
            }
        } catch (RuntimeException e) {
            run.problems().failed(client, "reading what " + group + " has committed", e);
        }
    }

    private Map<TopicPartition, Long> overGrpc(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, CommittedOffset> entry :
                link.client().groups().offsets(group).entrySet()) {
            offsets.put(entry.getKey(), entry.getValue().offset());
        }
        return offsets;
    }

    private Map<TopicPartition, Long> overKafka(String group) throws InterruptedException {
        KafkaFuture<Map<org.apache.kafka.common.TopicPartition, OffsetAndMetadata>> answer =
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (var entry : KafkaAdmin.get(answer).entrySet()) {
            @Nullable OffsetAndMetadata committed = entry.getValue();
            if (committed != null) {
                offsets.put(KafkaNames.own(entry.getKey()), committed.offset());
            }
        }
        return offsets;
    }
}

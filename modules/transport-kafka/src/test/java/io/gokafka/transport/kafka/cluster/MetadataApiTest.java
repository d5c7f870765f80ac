package io.gokafka.transport.kafka.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Metadata;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class MetadataApiTest {
    private final Asked broker = World.cluster();
    private final MetadataApi api = new MetadataApi(broker);

    @Test
    void noListOfTopicsMeansAllAndAnEmptyOneMeansNone() {
        ask(new MetadataRequestData().setTopics(null), 9);
        ask(new MetadataRequestData().setTopics(List.of()), 9);

        List<Metadata> asked = broker.all(Metadata.class);
        assertTrue(asked.getFirst().allTopics());
        assertFalse(asked.getLast().allTopics());
        assertEquals(List.of(), asked.getLast().topics());
    }

    @Test
    void inTheOldestVersionAnEmptyListMeansAll() {
        MetadataResponseData answer = ask(new MetadataRequestData().setTopics(List.of()), 0);

        assertTrue(broker.only(Metadata.class).allTopics());
        assertEquals(2, answer.topics().size());
    }

    @Test
    void onlyBrokersThatCanBeReachedAreListedAtTheirKafkaAddress() {
        MetadataResponseData answer = ask(new MetadataRequestData().setTopics(List.of()), 13);

        assertEquals(
                List.of("1 one.example 29092", "2 two.example 29092"),
                answer.brokers().stream()
                        .map(node -> node.nodeId() + " " + node.host() + " " + node.port())
                        .toList());
        assertEquals(1, answer.controllerId());
        assertEquals("cluster", answer.clusterId());
    }

    @Test
    void controllerIsAnyReachableBrokerWhenTheMetadataHasNoLeaderThatClientsCanUse() {
        broker.with(
                Metadata.class,
                _ -> new Metadata.Result(
                        "cluster",
                        List.of(World.TWO, World.THREE),
                        Optional.of(World.THREE.id()),
                        List.of(),
                        List.of(),
                        Map.of()));

        assertEquals(2, ask(new MetadataRequestData().setTopics(List.of()), 13).controllerId());
    }

    @Test
    void partitionHasItsBrokersAsNumbersAndItsTermAsEpoch() {
        MetadataResponseTopic topic = topic(ask(named("orders"), 12), "orders");
        MetadataResponsePartition led = topic.partitions().getFirst();
        MetadataResponsePartition leaderless = topic.partitions().getLast();

        assertEquals(Errors.NONE.code(), led.errorCode());
        assertEquals(1, led.leaderId());
        assertEquals(4, led.leaderEpoch());
        assertEquals(List.of(1, 2, 3), led.replicaNodes());
        assertEquals(List.of(1, 2), led.isrNodes());
        assertEquals(List.of(3), led.offlineReplicas());
        assertEquals(Errors.LEADER_NOT_AVAILABLE.code(), leaderless.errorCode());
        assertEquals(-1, leaderless.leaderId());
    }

    @Test
    void leaderThatCannotBeReachedIsNone() {
        Metadata.Partition partition =
                new Metadata.Partition(0, Optional.of(World.THREE.id()), 7, List.of(World.THREE.id()), List.of());
        Metadata.Topic topic = new Metadata.Topic("t", new UUID(1, 1), 1, Map.of(), List.of(partition));
        broker.with(
                Metadata.class,
                _ -> new Metadata.Result(
                        "c", List.of(World.ONE, World.THREE), Optional.empty(), List.of(), List.of(topic), Map.of()));

        MetadataResponsePartition answer =
                topic(ask(named("t"), 9), "t").partitions().getFirst();

        assertEquals(-1, answer.leaderId());
        assertEquals(Errors.LEADER_NOT_AVAILABLE.code(), answer.errorCode());
    }

    @Test
    void onlyTheTopicOfOffsetsIsInternal() {
        MetadataResponseData answer = ask(new MetadataRequestData().setTopics(null), 12);

        assertTrue(topic(answer, "__consumer_offsets").isInternal());
        assertFalse(topic(answer, "orders").isInternal());
    }

    @Test
    void topicsThatDoNotExistAreErrorsByNameAndById() {
        MetadataRequestData request = named("orders", "lost");
        request.topics().add(new MetadataRequestTopic().setName(null).setTopicId(new Uuid(9, 9)));
        MetadataResponseData answer = ask(request, 12);

        assertEquals(
                Errors.UNKNOWN_TOPIC_OR_PARTITION.code(), topic(answer, "lost").errorCode());
        assertEquals(
                Errors.UNKNOWN_TOPIC_ID.code(),
                answer.topics().stream()
                        .filter(topic -> topic.topicId().equals(new Uuid(9, 9)))
                        .findFirst()
                        .orElseThrow()
                        .errorCode());
        assertEquals(3, answer.topics().size());
    }

    @Test
    void idsAreRefusedInVersionsThatHaveThemByMistake() {
        MetadataRequestData request = new MetadataRequestData()
                .setTopics(List.of(new MetadataRequestTopic().setName("orders").setTopicId(new Uuid(7, 8))));

        assertEquals(
                Errors.INVALID_REQUEST.code(), topic(ask(request, 10), "orders").errorCode());
        assertEquals(List.of(), broker.all(Metadata.class));
    }

    @Test
    void topicsAreCreatedOnlyWhenTheClientAllowsIt() {
        ask(named("orders").setAllowAutoTopicCreation(true), 12);
        ask(named("orders").setAllowAutoTopicCreation(false), 12);
        ask(named("orders"), 1);

        assertEquals(
                List.of(true, false, true),
                broker.all(Metadata.class).stream().map(Metadata::create).toList());
    }

    @Test
    void operationsAreToldToThoseWhoAsk() {
        MetadataRequestData request =
                named("orders").setIncludeTopicAuthorizedOperations(true).setIncludeClusterAuthorizedOperations(true);
        MetadataResponseData asked = ask(request, 8);
        MetadataResponseData unasked = ask(named("orders"), 8);

        assertEquals(0b110111111000, topic(asked, "orders").topicAuthorizedOperations());
        assertEquals(0b1111110100000, asked.clusterAuthorizedOperations());
        assertEquals(Integer.MIN_VALUE, topic(unasked, "orders").topicAuthorizedOperations());
        assertEquals(Integer.MIN_VALUE, unasked.clusterAuthorizedOperations());
    }

    @Test
    void brokerThatKnowsNothingLetsClientsAskAgain() {
        broker.failing(ErrorCode.UNAVAILABLE);
        MetadataResponseData answer = ask(named("orders"), 13);

        assertEquals(Errors.LEADER_NOT_AVAILABLE.code(), topic(answer, "orders").errorCode());
        assertEquals(Errors.LEADER_NOT_AVAILABLE.code(), answer.errorCode());
        assertTrue(answer.brokers().isEmpty());
    }

    @Test
    void brokerThatHasLostTheOthersListsThemAllAndSendsTheClientElsewhere() {
        broker.with(Metadata.class, _ -> World.cutOff(Optional.empty()));
        MetadataResponseData answer = ask(named("orders"), 13);

        assertEquals(
                List.of(1, 2, 3),
                answer.brokers().stream().map(node -> node.nodeId()).toList());
        assertEquals(-1, answer.controllerId());
        assertTrue(Wire.hangsUp(api, named("orders"), 13));
        assertTrue(Wire.hangsUp(api, new MetadataRequestData().setTopics(null), 1));
    }

    @Test
    void clientStaysWithABrokerThatLeadsSomethingItWants() {
        broker.with(Metadata.class, _ -> World.cutOff(Optional.of(World.TWO.id())));

        assertFalse(Wire.hangsUp(api, named("orders"), 13));
    }

    @Test
    void clientStaysWithABrokerThatHasNotLostTheOthers() {
        assertFalse(Wire.hangsUp(api, named("unknown"), 13));

        Metadata.Topic orders = World.cutOff(Optional.empty()).topics().getFirst();
        broker.with(
                Metadata.class,
                _ -> new Metadata.Result(
                        "cluster",
                        List.of(World.ONE, World.TWO, World.THREE),
                        Optional.empty(),
                        List.of(),
                        List.of(orders),
                        Map.of()));
        assertFalse(Wire.hangsUp(api, named("orders"), 13), "an election is no reason");
    }

    private MetadataResponseData ask(MetadataRequestData request, int version) {
        return Wire.call(MetadataResponseData.class, api, request, version);
    }

    private static MetadataRequestData named(String... names) {
        return new MetadataRequestData()
                .setTopics(new ArrayList<>(Stream.of(names)
                        .map(name -> new MetadataRequestTopic().setName(name))
                        .toList()));
    }

    private static MetadataResponseTopic topic(MetadataResponseData answer, String name) {
        return answer.topics().find(name);
    }
}

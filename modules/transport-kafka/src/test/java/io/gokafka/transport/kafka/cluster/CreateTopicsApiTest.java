package io.gokafka.transport.kafka.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Uuids;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignment;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResultCollection;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class CreateTopicsApiTest {
    private final Asked broker = ClusterSamples.broker();
    private final CreateTopicsApi api = new CreateTopicsApi(broker);

    @Test
    void minusOneLeavesTheChoiceToTheCluster() {
        ask(request(topic("orders", -1, -1)), 7);

        CreateTopic asked = broker.only(CreateTopic.class);
        assertEquals(0, asked.partitions());
        assertEquals(0, asked.replicationFactor());
        assertFalse(asked.validateOnly());
    }

    @Test
    void answerTellsIdNumbersAndAllSettings() {
        CreatableTopicResult result = ask(request(topic("orders", 2, 3)), 7).find("orders");

        assertEquals(Uuids.of(World.ORDERS_ID), result.topicId());
        assertEquals(2, result.numPartitions());
        assertEquals(3, result.replicationFactor());
        assertEquals("retention.ms", result.configs().getFirst().name());
        assertEquals("5000", result.configs().getFirst().value());
        assertEquals(1, result.configs().getFirst().configSource());
    }

    @Test
    void settingsThatCannotBeToldDoNotMakeACreatedTopicAFailure() {
        broker.failing(DescribeConfig.class, ErrorCode.UNAVAILABLE);
        CreatableTopicResult result = ask(request(topic("orders", 2, 3)), 7).find("orders");

        assertEquals(Errors.NONE.code(), result.errorCode());
        assertEquals(Errors.NOT_CONTROLLER.code(), result.topicConfigErrorCode());
        assertNull(result.configs());
    }

    @Test
    void validationOnlyHasNoId() {
        CreatableTopicResult result =
                ask(request(topic("orders", 2, 3)).setValidateOnly(true), 7).find("orders");

        assertTrue(broker.only(CreateTopic.class).validateOnly());
        assertEquals(Uuid.ZERO_UUID, result.topicId());
        assertEquals(2, result.numPartitions());
        assertEquals(List.of(), broker.all(DescribeConfig.class));
    }

    @Test
    void replicasAreNamedByNumbersInTheOrderOfPartitions() {
        CreatableTopic topic = topic("orders", -1, -1);
        topic.assignments().add(assignment(1, 2, 3));
        topic.assignments().add(assignment(0, 1, 2));
        ask(request(topic), 7);

        assertEquals(
                List.of(List.of(World.ONE.id(), World.TWO.id()), List.of(World.TWO.id(), World.THREE.id())),
                broker.only(CreateTopic.class).assignments());
    }

    @Test
    void impossibleAssignmentsAreRefusedWithTheErrorsOfKafka() {
        CreatableTopic counted = topic("counted", 1, -1);
        counted.assignments().add(assignment(0, 1));
        CreatableTopic gap = topic("gap", -1, -1);
        gap.assignments().add(assignment(1, 1));
        CreatableTopic stranger = topic("stranger", -1, -1);
        stranger.assignments().add(assignment(0, 99));
        CreatableTopicResultCollection results = ask(request(counted, gap, stranger), 7);

        assertEquals(Errors.INVALID_REQUEST.code(), results.find("counted").errorCode());
        assertEquals(
                Errors.INVALID_REPLICA_ASSIGNMENT.code(), results.find("gap").errorCode());
        assertEquals(
                Errors.INVALID_REPLICA_ASSIGNMENT.code(),
                results.find("stranger").errorCode());
        assertEquals(List.of(), broker.all(CreateTopic.class));
    }

    @Test
    void numbersBelowOneAreRefused() {
        CreatableTopicResultCollection results = ask(request(topic("a", 0, 1), topic("b", 1, 0), topic("c", -2, 1)), 5);

        assertEquals(Errors.INVALID_PARTITIONS.code(), results.find("a").errorCode());
        assertEquals(Errors.INVALID_REPLICATION_FACTOR.code(), results.find("b").errorCode());
        assertEquals(Errors.INVALID_PARTITIONS.code(), results.find("c").errorCode());
    }

    @Test
    void topicThatIsNamedTwiceIsRefusedOnceAndTheOthersAreCreated() {
        CreatableTopicResultCollection results =
                ask(request(topic("twice", 1, 1), topic("orders", 1, 1), topic("twice", 2, 1)), 7);

        assertEquals(2, results.size());
        assertEquals(Errors.INVALID_REQUEST.code(), results.find("twice").errorCode());
        assertEquals(Errors.NONE.code(), results.find("orders").errorCode());
    }

    @Test
    void settingWithoutAValueIsRefused() {
        CreatableTopic topic = topic("orders", 1, 1);
        topic.configs().add(new CreatableTopicConfig().setName("retention.ms").setValue(null));

        assertEquals(
                Errors.INVALID_CONFIG.code(),
                ask(request(topic), 7).find("orders").errorCode());
    }

    @Test
    void eachTopicHasItsOwnErrorWithItsReason() {
        broker.with(CreateTopic.class, request -> {
            if (request.name().equals("there")) {
                throw new RequestException(ErrorCode.TOPIC_EXISTS, "it is there");
            }
            return new CreateTopic.Result(World.ORDERS);
        });
        CreatableTopicResultCollection results = ask(request(topic("there", 1, 1), topic("orders", 1, 1)), 4);

        assertEquals(Errors.TOPIC_ALREADY_EXISTS.code(), results.find("there").errorCode());
        assertEquals("it is there", results.find("there").errorMessage());
        assertEquals(Errors.NONE.code(), results.find("orders").errorCode());
    }

    @Test
    void brokerThatCannotDecideMakesAdminClientsLookForTheController() {
        broker.failing(CreateTopic.class, ErrorCode.NO_LEADER);

        assertEquals(
                Errors.NOT_CONTROLLER.code(),
                ask(request(topic("orders", 1, 1)), 7).find("orders").errorCode());
    }

    @Test
    void textsThatQuoteAClientAreCutToWhatEveryVersionCanCarry() {
        String name = "n".repeat(32_000);
        CreatableTopicResultCollection results = ask(request(topic(name, 1, 1), topic(name, 2, 1)), 2);

        assertTrue(results.find(name).errorMessage().length() < 1100);
    }

    private CreatableTopicResultCollection ask(CreateTopicsRequestData request, int version) {
        return Wire.call(CreateTopicsResponseData.class, api, request, version).topics();
    }

    private static CreateTopicsRequestData request(CreatableTopic... topics) {
        CreateTopicsRequestData request = new CreateTopicsRequestData();
        Stream.of(topics).forEach(request.topics()::mustAdd);
        return request;
    }

    private static CreatableTopic topic(String name, int partitions, int factor) {
        return new CreatableTopic().setName(name).setNumPartitions(partitions).setReplicationFactor((short) factor);
    }

    private static CreatableReplicaAssignment assignment(int partition, Integer... brokers) {
        return new CreatableReplicaAssignment().setPartitionIndex(partition).setBrokerIds(List.of(brokers));
    }
}

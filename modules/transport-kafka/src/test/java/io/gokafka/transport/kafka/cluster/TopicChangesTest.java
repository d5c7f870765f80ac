package io.gokafka.transport.kafka.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Uuids;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsAssignment;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsPartition;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DeleteRecordsResponseData;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsPartitionResult;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsPartitionResultCollection;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData.DeletableTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class TopicChangesTest {
    private final Asked broker = ClusterSamples.broker();
    private final DeleteTopicsApi deleteTopics = new DeleteTopicsApi(broker, World.TOPICS);
    private final DeleteRecordsApi deleteRecords = new DeleteRecordsApi(broker);
    private final CreatePartitionsApi createPartitions = new CreatePartitionsApi(broker);

    @Test
    void topicIsDeletedByItsIdAndToldByItsName() {
        DeletableTopicResult result = delete(new DeleteTopicState().setTopicId(Uuids.of(World.ORDERS_ID)))
                .getFirst();

        assertEquals(new DeleteTopic("orders", Optional.of(World.ORDERS_ID)), broker.only(DeleteTopic.class));
        assertEquals("orders", result.name());
        assertEquals(Uuids.of(World.ORDERS_ID), result.topicId());
        assertEquals(Errors.NONE.code(), result.errorCode());
    }

    @Test
    void topicsThatCannotBeMeantAreRefused() {
        List<DeletableTopicResult> results = delete(
                new DeleteTopicState().setTopicId(new Uuid(9, 9)),
                new DeleteTopicState().setName("both").setTopicId(Uuids.of(World.ORDERS_ID)),
                new DeleteTopicState());

        assertEquals(
                List.of(Errors.UNKNOWN_TOPIC_ID.code(), Errors.INVALID_REQUEST.code(), Errors.INVALID_REQUEST.code()),
                results.stream().map(DeletableTopicResult::errorCode).toList());
        assertEquals(List.of(), broker.all(DeleteTopic.class));
    }

    @Test
    void topicThatIsNamedByNameAndIdIsRefused() {
        List<DeletableTopicResult> results = delete(
                new DeleteTopicState().setName("orders"), new DeleteTopicState().setTopicId(Uuids.of(World.ORDERS_ID)));

        results.forEach(result -> assertEquals(Errors.INVALID_REQUEST.code(), result.errorCode()));
        assertEquals(List.of(), broker.all(DeleteTopic.class));
    }

    @Test
    void topicThatWasDeletedMeanwhileIsUnknownInTheWayThatItWasNamed() {
        broker.failing(DeleteTopic.class, ErrorCode.UNKNOWN_TOPIC);
        List<DeletableTopicResult> results = delete(
                new DeleteTopicState().setName("lost"), new DeleteTopicState().setTopicId(Uuids.of(World.ORDERS_ID)));

        assertEquals(
                List.of(Errors.UNKNOWN_TOPIC_OR_PARTITION.code(), Errors.UNKNOWN_TOPIC_ID.code()),
                results.stream().map(DeletableTopicResult::errorCode).toList());
    }

    @Test
    void deletionThatTakesLongerThanTheClientWaitsTimesOut() {
        Requests silent = new Requests() {
            @Override
            public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
                return new CompletableFuture<>();
            }
        };
        DeleteTopicsRequestData request =
                new DeleteTopicsRequestData().setTopicNames(List.of("orders")).setTimeoutMs(1);
        DeleteTopicsResponseData answer =
                Wire.call(DeleteTopicsResponseData.class, new DeleteTopicsApi(silent, World.TOPICS), request, 5);

        assertEquals(
                Errors.REQUEST_TIMED_OUT.code(),
                answer.responses().find("orders").errorCode());
    }

    @Test
    void recordsAreDeletedUpToAnOffsetOrToTheEnd() {
        DeleteRecordsPartitionResultCollection results = deleteRecords(17, -1, -2);

        assertEquals(17, results.find(0).lowWatermark());
        assertEquals(
                List.of(17L, DeleteRecords.HIGH_WATERMARK),
                broker.all(DeleteRecords.class).stream()
                        .map(DeleteRecords::offset)
                        .toList());
        assertEquals(Errors.OFFSET_OUT_OF_RANGE.code(), results.find(2).errorCode());
        assertEquals(-1, results.find(2).lowWatermark());
    }

    @Test
    void recordsOfAPartitionThatIsLedElsewhereMakeClientsLookForTheLeader() {
        broker.failing(DeleteRecords.class, ErrorCode.NOT_LEADER);
        DeleteRecordsPartitionResult result = deleteRecords(17).find(0);

        assertEquals(Errors.NOT_LEADER_OR_FOLLOWER.code(), result.errorCode());
        assertEquals(-1, result.lowWatermark());
    }

    @Test
    void recordsOfATopicThatIsOnlyCompactedAreNotDeletedByPolicy() {
        broker.failing(DeleteRecords.class, ErrorCode.UNSUPPORTED);
        assertEquals(Errors.POLICY_VIOLATION.code(), deleteRecords(17).find(0).errorCode());
    }

    @Test
    void newPartitionsMayBePlacedByHand() {
        CreatePartitionsRequestData request = new CreatePartitionsRequestData().setTimeoutMs(30_000);
        request.topics()
                .add(new CreatePartitionsTopic()
                        .setName("orders")
                        .setCount(3)
                        .setAssignments(List.of(new CreatePartitionsAssignment().setBrokerIds(List.of(2, 1)))));
        request.topics()
                .add(new CreatePartitionsTopic().setName("more").setCount(9).setAssignments(null));
        CreatePartitionsResponseData answer =
                Wire.call(CreatePartitionsResponseData.class, createPartitions, request, 3);

        assertEquals(
                List.of(0, 0),
                answer.results().stream()
                        .map(result -> (int) result.errorCode())
                        .toList());
        List<CreatePartitions> asked = broker.all(CreatePartitions.class);
        assertEquals(
                List.of(List.of(World.TWO.id(), World.ONE.id())),
                asked.getFirst().assignments());
        assertEquals(List.of(), asked.getLast().assignments());
        assertEquals(9, asked.getLast().total());
    }

    private List<DeletableTopicResult> delete(DeleteTopicState... topics) {
        DeleteTopicsRequestData request =
                new DeleteTopicsRequestData().setTopics(List.of(topics)).setTimeoutMs(30_000);
        return List.copyOf(Wire.call(DeleteTopicsResponseData.class, deleteTopics, request, 6)
                .responses());
    }

    private DeleteRecordsPartitionResultCollection deleteRecords(long... offsets) {
        List<DeleteRecordsPartition> partitions = IntStream.range(0, offsets.length)
                .mapToObj(i -> new DeleteRecordsPartition().setPartitionIndex(i).setOffset(offsets[i]))
                .toList();
        DeleteRecordsRequestData request = new DeleteRecordsRequestData()
                .setTimeoutMs(30_000)
                .setTopics(List.of(new DeleteRecordsTopic().setName("orders").setPartitions(partitions)));
        return Wire.call(DeleteRecordsResponseData.class, deleteRecords, request, 2)
                .topics()
                .find("orders")
                .partitions();
    }
}

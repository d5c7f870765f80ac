package io.gokafka.transport.kafka.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.api.request.RequestException;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignablePartition;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignableTopic;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsResult;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.ElectLeadersResponseData;
import org.apache.kafka.common.message.ElectLeadersResponseData.ReplicaElectionResult;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData.OngoingPartitionReassignment;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacementApisTest {
    private final Asked broker = ClusterSamples.broker();

    @Test
    void partitionsAreMovedToNumberedBrokersOrStayWhereTheyAre() {
        List<Errors> errors = move(true, moved(0, List.of(3, 2)), moved(1, null), moved(2, List.of(99)));

        assertEquals(List.of(Errors.NONE, Errors.NONE, Errors.INVALID_REPLICA_ASSIGNMENT), errors);
        assertEquals(
                List.of(Optional.of(List.of(World.THREE.id(), World.TWO.id())), Optional.empty()),
                broker.all(ReassignPartition.class).stream()
                        .map(ReassignPartition::replicas)
                        .toList());
    }

    @Test
    void numberOfReplicasStaysTheSameWhenTheClientWantsThat() {
        assertEquals(
                List.of(Errors.INVALID_REPLICATION_FACTOR, Errors.NONE),
                move(false, moved(0, List.of(1, 2)), moved(1, List.of(3, 2, 1))));
    }

    @Test
    void movesAreListedWithTheNumbersOfBrokers() {
        ListPartitionReassignmentsResponseData answer = Wire.call(
                ListPartitionReassignmentsResponseData.class,
                new ListPartitionReassignmentsApi(broker),
                new ListPartitionReassignmentsRequestData(),
                0);
        OngoingPartitionReassignment move =
                answer.topics().getFirst().partitions().getFirst();

        assertEquals(Optional.empty(), broker.only(ListReassignments.class).partitions());
        assertEquals(List.of(1, 2), move.replicas());
        assertEquals(List.of(2), move.addingReplicas());
        assertEquals(List.of(1), move.removingReplicas());
    }

    @Test
    void whoWantsAllLeadersElectedIsToldOfChangesOnly() {
        broker.with(ElectLeader.class, request -> {
            if (request.partition() == 0) {
                throw new RequestException(ErrorCode.ELECTION_NOT_NEEDED, "it leads");
            }
            return new ElectLeader.Result();
        });
        ElectLeadersResponseData answer = elect(new ElectLeadersRequestData().setTopicPartitions(null));

        assertEquals(3, broker.all(ElectLeader.class).size());
        assertEquals(
                List.of("orders"),
                answer.replicaElectionResults().stream()
                        .map(ReplicaElectionResult::topic)
                        .toList());
        assertEquals(
                1,
                answer.replicaElectionResults()
                        .getFirst()
                        .partitionResult()
                        .getFirst()
                        .partitionId());
    }

    @Test
    void whoNamesPartitionsIsToldOfEach() {
        broker.failing(ElectLeader.class, ErrorCode.ELECTION_NOT_NEEDED);
        ElectLeadersResponseData answer = elect(named());

        assertEquals(
                List.of(Errors.ELECTION_NOT_NEEDED.code(), Errors.ELECTION_NOT_NEEDED.code()),
                answer.replicaElectionResults().getFirst().partitionResult().stream()
                        .map(ElectLeadersResponseData.PartitionResult::errorCode)
                        .toList());
    }

    @Test
    void uncleanElectionIsRefusedWithAReason() {
        ElectLeadersResponseData.PartitionResult result = elect(named().setElectionType((byte) 1))
                .replicaElectionResults()
                .getFirst()
                .partitionResult()
                .getFirst();

        assertEquals(Errors.INVALID_REQUEST.code(), result.errorCode());
        assertTrue(result.errorMessage().contains("unclean"));
        assertEquals(List.of(), broker.all(ElectLeader.class));
    }

    @Test
    void logsAreToldByTopicWithTheSizeOfTheDisk() {
        DescribeLogDirsRequestData request = new DescribeLogDirsRequestData();
        request.topics()
                .add(new DescribeLogDirsRequestData.DescribableLogDirTopic()
                        .setTopic("orders")
                        .setPartitions(List.of(0)));
        DescribeLogDirsResponseData answer =
                Wire.call(DescribeLogDirsResponseData.class, new DescribeLogDirsApi(broker), request, 4);
        DescribeLogDirsResult folder = answer.results().getFirst();

        assertEquals(
                Optional.of(Set.of(new TopicPartition("orders", 0))),
                broker.only(DescribeLogs.class).partitions());
        assertEquals("/data", folder.logDir());
        assertEquals(1L << 41, folder.totalBytes());
        assertEquals(
                1L << 40, folder.topics().getFirst().partitions().getFirst().partitionSize());
    }

    private List<Errors> move(boolean anyNumber, ReassignablePartition... partitions) {
        AlterPartitionReassignmentsRequestData request = new AlterPartitionReassignmentsRequestData()
                .setAllowReplicationFactorChange(anyNumber)
                .setTopics(List.of(new ReassignableTopic().setName("orders").setPartitions(List.of(partitions))));
        return Wire.call(
                        AlterPartitionReassignmentsResponseData.class,
                        new AlterPartitionReassignmentsApi(broker),
                        request,
                        1)
                .responses()
                .getFirst()
                .partitions()
                .stream()
                .map(partition -> Errors.forCode(partition.errorCode()))
                .toList();
    }

    private static ReassignablePartition moved(int partition, @Nullable List<Integer> replicas) {
        return new ReassignablePartition().setPartitionIndex(partition).setReplicas(replicas);
    }

    private ElectLeadersResponseData elect(ElectLeadersRequestData request) {
        return Wire.call(ElectLeadersResponseData.class, new ElectLeadersApi(broker), request, 2);
    }

    private static ElectLeadersRequestData named() {
        ElectLeadersRequestData request = new ElectLeadersRequestData();
        request.topicPartitions()
                .add(new ElectLeadersRequestData.TopicPartitions()
                        .setTopic("orders")
                        .setPartitions(List.of(0, 1)));
        return request;
    }
}

package io.gokafka.client;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.DescribeProducers;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.cluster.Caller;
import java.util.List;
import java.util.Optional;

/**
 * Administration of partitions: where they are, who leads them, what they keep. Every method blocks, at most for the operation
 * timeout; it fails with {@link io.gokafka.api.request.RequestException} or {@link OperationTimeoutException}.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * {@snippet :
 * void toOtherBrokers(GokafkaClient client) {
 *     TopicPartition partition = new TopicPartition("orders", 0);
 *     client.partitions().move(partition, List.of(new BrokerId("node2"), new BrokerId("node3")));
 *     System.out.println(client.partitions().moving());
 * }
 * }
 */
public final class Partitions {
    private final Caller caller;

    Partitions(Caller caller) {
        this.caller = caller;
    }

    /**
     * Deletes the records below an offset, for good.
     *
     * @param offset the first offset to keep, or {@link DeleteRecords#HIGH_WATERMARK} to delete all that is committed
     * @return the first offset that the partition has now
     * @throws io.gokafka.api.request.RequestException of code {@code OFFSET_OUT_OF_RANGE} when it is beyond what is committed
     */
    public long deleteRecords(TopicPartition partition, long offset) {
        DeleteRecords request =
                new DeleteRecords(partition.topic(), partition.partition(), offset, caller.requestTimeout());
        return caller.leaderOf(partition, request).logStartOffset();
    }

    /** The idempotent producers that a partition remembers. */
    public List<DescribeProducers.Producer> producers(TopicPartition partition) {
        return caller.leaderOf(partition, new DescribeProducers(partition.topic(), partition.partition()))
                .producers();
    }

    /**
     * Moves a partition to other brokers. Answered when that is decided: {@link #moving} lists it until it is done.
     *
     * @param replicas the brokers that shall keep it, the preferred leader first
     * @throws io.gokafka.api.request.RequestException of code {@code INVALID_REPLICA_ASSIGNMENT} when that cannot be
     */
    public void move(TopicPartition partition, List<BrokerId> replicas) {
        caller.anyBroker(new ReassignPartition(partition.topic(), partition.partition(), Optional.of(replicas)));
    }

    /**
     * Gives up a move: the partition goes back to where it was.
     *
     * @throws io.gokafka.api.request.RequestException of code {@code NO_REASSIGNMENT} when it is not being moved
     */
    public void stopMoving(TopicPartition partition) {
        caller.anyBroker(
                new ReassignPartition(partition.topic(), partition.partition(), Optional.empty()),
                failure -> failure.code() == ErrorCode.NO_REASSIGNMENT
                        ? Optional.of(new ReassignPartition.Result())
                        : Optional.empty());
    }

    /** All partitions that are being moved. */
    public List<ListReassignments.Reassignment> moving() {
        return caller.anyBroker(new ListReassignments(Optional.empty())).reassignments();
    }

    /**
     * Makes the preferred replica of a partition, the first of its replicas, its leader.
     *
     * @return whether it does so since now; false: it led before
     */
    public boolean electLeader(TopicPartition partition) {
        try {
            // After an attempt without an answer, "it leads" may mean that the attempt has made it the leader.
            caller.anyBroker(
                    new ElectLeader(partition.topic(), partition.partition()),
                    failure -> failure.code() == ErrorCode.ELECTION_NOT_NEEDED
                            ? Optional.of(new ElectLeader.Result())
                            : Optional.empty());
            return true;
        } catch (RequestException e) {
            if (e.code() == ErrorCode.ELECTION_NOT_NEEDED) {
                return false;
            }
            throw e;
        }
    }
}

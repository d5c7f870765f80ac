package io.gokafka.client;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DeleteGroup;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.ListGroups;
import io.gokafka.client.cluster.Caller;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Administration of consumer groups. Every method blocks, at most for the operation timeout; it fails with
 * {@link io.gokafka.api.request.RequestException} or {@link OperationTimeoutException}.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * {@snippet :
 * void fromTheBeginning(GokafkaClient client) {
 *     client.groups().commit("billing", Map.of(new TopicPartition("orders", 0), 0L));
 *     System.out.println(client.groups().offsets("billing"));
 * }
 * }
 */
public final class Groups {
    private final Caller caller;

    Groups(Caller caller) {
        this.caller = caller;
    }

    /** All groups, by name: every reachable broker is asked for those that it coordinates. */
    public List<ListGroups.Group> list() {
        return caller.everyBroker(new ListGroups()).stream()
                .flatMap(result -> result.groups().stream())
                .collect(HashMap<String, ListGroups.Group>::new, (m, g) -> m.put(g.name(), g), HashMap::putAll)
                .values()
                .stream()
                .sorted(Comparator.comparing(ListGroups.Group::name))
                .toList();
    }

    /**
     * Describes a group and its members.
     *
     * @throws io.gokafka.api.request.RequestException of code {@code UNKNOWN_GROUP} when there is none
     */
    public DescribeGroup.Result describe(String group) {
        return caller.coordinatorOf(group, new DescribeGroup(group));
    }

    /** The committed offsets of a group; none when there is no such group. */
    public Map<TopicPartition, CommittedOffset> offsets(String group) {
        return caller.coordinatorOf(group, new FetchOffsets(group, Optional.empty()))
                .offsets();
    }

    /**
     * Sets where a group without members goes on.
     *
     * @param offsets the next offset to read, 0 or more, by partition; those of other partitions stay
     * @throws io.gokafka.api.request.RequestException of code {@code GROUP_NOT_EMPTY} when it has members
     */
    public void commit(String group, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, CommittedOffset> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> committed.put(partition, CommittedOffset.of(offset)));
        caller.coordinatorOf(group, new CommitOffsets(group, Optional.empty(), committed));
    }

    /**
     * Forgets where a group goes on reading some partitions; one that has no offset counts as done.
     *
     * @return why an offset is still there: {@code GROUP_SUBSCRIBED_TO_TOPIC} when members read the topic
     * @throws io.gokafka.api.request.RequestException of code {@code UNKNOWN_GROUP} when there is none
     */
    public Map<TopicPartition, Failure> deleteOffsets(String group, Set<TopicPartition> partitions) {
        return caller.coordinatorOf(group, new DeleteOffsets(group, partitions)).failures();
    }

    /**
     * Takes a member out of a group, whatever it is doing; one that is alive may come back. After an attempt without an answer
     * {@code UNKNOWN_MEMBER} may mean that the attempt has removed it.
     *
     * @param member by its id, or by the name of a static member
     * @throws io.gokafka.api.request.RequestException of code {@code UNKNOWN_MEMBER} and others
     */
    public void removeMember(String group, LeaveGroup.Member member) {
        caller.coordinatorOf(group, new LeaveGroup(group, List.of(member))).failures().stream()
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(failure -> {
                    throw failure.toException();
                });
    }

    /**
     * Forgets a group without members, and its offsets.
     *
     * @throws io.gokafka.api.request.RequestException of code {@code UNKNOWN_GROUP} or {@code GROUP_NOT_EMPTY}
     */
    public void delete(String group) {
        caller.coordinatorOf(group, new DeleteGroup(group));
    }
}

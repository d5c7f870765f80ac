package io.gokafka.client.fake;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DeleteGroup;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.ListGroups;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The groups, all coordinated by one broker: round robin, each partition with one owner at a time. Guarded by the lock. */
public final class FakeGroups {
    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final FakeCluster cluster;
    private final Map<String, Group> groups = new TreeMap<>();
    private int coordinator;

    private static final class Group {
        final Map<String, Member> members = new TreeMap<>();
        final Map<TopicPartition, CommittedOffset> offsets = new HashMap<>();
        int epoch = 1;
    }

    private static final class Member {
        int epoch;
        List<String> topics = List.of();
        Set<TopicPartition> owned = new HashSet<>();
        Set<TopicPartition> granted = new HashSet<>();
    }

    FakeGroups(FakeCluster cluster) {
        this.cluster = cluster;
    }

    public void moveCoordinator(int to) {
        cluster.locked(() -> coordinator = to);
    }

    /** The committed offset, or -1. */
    public long committed(String group, TopicPartition partition) {
        CommittedOffset none = CommittedOffset.of(-1);
        return cluster.locked(
                () -> group(group).offsets.getOrDefault(partition, none).offset());
    }

    /** The sum of all committed offsets. */
    public long committed(String group) {
        return cluster.locked(() -> group(group).offsets.values().stream()
                .mapToLong(CommittedOffset::offset)
                .sum());
    }

    public List<String> members(String group) {
        return cluster.locked(() -> List.copyOf(group(group).members.keySet()));
    }

    /** The coordinator has missed the member for too long. */
    public void expire(String group, String member) {
        cluster.locked(() -> remove(group(group), member));
    }

    FindCoordinator.Result find(FindCoordinator request) {
        if (request.group().isEmpty()) {
            throw new RequestException(ErrorCode.INVALID_GROUP, "group name is empty");
        }
        return new FindCoordinator.Result(cluster.info(coordinator));
    }

    GroupHeartbeat.Result heartbeat(int broker, GroupHeartbeat beat) {
        Group group = checked(broker, beat.group());
        if (beat.memberEpoch() == GroupHeartbeat.LEAVE) {
            remove(group, beat.memberId());
            return new GroupHeartbeat.Result(GroupHeartbeat.LEAVE, INTERVAL, Optional.empty());
        }
        if (beat.memberEpoch() == GroupHeartbeat.JOIN) {
            group.members.putIfAbsent(beat.memberId(), new Member());
            group.epoch++;
        }
        Member member = group.members.get(beat.memberId());
        if (member == null) {
            throw new RequestException(ErrorCode.UNKNOWN_MEMBER, "no member " + beat.memberId());
        }
        if (beat.memberEpoch() != GroupHeartbeat.JOIN && beat.memberEpoch() != member.epoch) {
            throw new RequestException(ErrorCode.FENCED_MEMBER_EPOCH, "epoch is " + member.epoch);
        }
        beat.topics().ifPresent(topics -> member.topics = topics);
        beat.owned().ifPresent(owned -> member.owned = new HashSet<>(owned));
        return answer(group, beat.memberId(), member);
    }

    CommitOffsets.Result commit(int broker, CommitOffsets request) {
        Group group = checked(broker, request.group());
        if (request.member().isEmpty() && !group.members.isEmpty()) {
            throw new RequestException(ErrorCode.GROUP_NOT_EMPTY, "the group has members");
        }
        request.member().ifPresent(m -> {
            Member member = group.members.get(m.id());
            if (member == null) {
                throw new RequestException(ErrorCode.UNKNOWN_MEMBER, "no member " + m.id());
            }
            if (member.epoch != m.epoch()) {
                throw new RequestException(ErrorCode.FENCED_MEMBER_EPOCH, "epoch is " + member.epoch);
            }
        });
        group.offsets.putAll(request.offsets());
        return new CommitOffsets.Result();
    }

    FetchOffsets.Result offsets(int broker, FetchOffsets request) {
        Map<TopicPartition, CommittedOffset> found = new HashMap<>(checked(broker, request.group()).offsets);
        request.partitions().ifPresent(partitions -> found.keySet().retainAll(partitions));
        return new FetchOffsets.Result(found);
    }

    ListGroups.Result list(int broker) {
        return new ListGroups.Result(
                broker != coordinator
                        ? List.of()
                        : groups.entrySet().stream()
                                .map(e -> new ListGroups.Group(
                                        e.getKey(),
                                        GroupState.STABLE,
                                        e.getValue().members.size()))
                                .toList());
    }

    DescribeGroup.Result describe(int broker, String name) {
        Group group = checked(broker, name);
        return new DescribeGroup.Result(name, GroupState.STABLE, group.epoch, List.of());
    }

    DeleteOffsets.Result deleteOffsets(int broker, DeleteOffsets request) {
        Group group = checked(broker, request.group());
        Map<TopicPartition, Failure> failures = new HashMap<>();
        for (TopicPartition partition : request.partitions()) {
            if (group.members.values().stream().anyMatch(m -> m.topics.contains(partition.topic()))) {
                failures.put(partition, Failure.of(ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC, "members read it"));
            } else {
                group.offsets.remove(partition);
            }
        }
        return new DeleteOffsets.Result(failures);
    }

    LeaveGroup.Result leave(int broker, LeaveGroup request) {
        Group group = checked(broker, request.group());
        return new LeaveGroup.Result(request.members().stream()
                .map(m -> remove(group, m.id())
                        ? Optional.<Failure>empty()
                        : Optional.of(Failure.of(ErrorCode.UNKNOWN_MEMBER, "no member " + m.id())))
                .toList());
    }

    DeleteGroup.Result delete(int broker, String name) {
        checked(broker, name);
        groups.remove(name);
        return new DeleteGroup.Result();
    }

    private GroupHeartbeat.Result answer(Group group, String id, Member member) {
        Set<TopicPartition> target = target(group, id);
        Set<TopicPartition> mayHave = new TreeSet<>(target);
        group.members.forEach((other, m) -> {
            if (!other.equals(id)) {
                mayHave.removeAll(m.owned);
                mayHave.removeAll(m.granted);
            }
        });
        member.granted = mayHave;
        if (target.containsAll(member.owned)) {
            member.epoch = group.epoch;
        }
        return new GroupHeartbeat.Result(member.epoch, INTERVAL, Optional.of(List.copyOf(mayHave)));
    }

    private Set<TopicPartition> target(Group group, String id) {
        List<String> ids = List.copyOf(group.members.keySet());
        Set<TopicPartition> target = new TreeSet<>();
        int turn = 0;
        for (TopicPartition partition : all(group)) {
            if (ids.get(turn++ % ids.size()).equals(id)) {
                target.add(partition);
            }
        }
        return target;
    }

    private List<TopicPartition> all(Group group) {
        Set<String> names = new TreeSet<>();
        group.members.values().forEach(m -> names.addAll(m.topics));
        List<TopicPartition> all = new ArrayList<>();
        for (String name : names) {
            FakeCluster.FakeTopic topic = cluster.topics.get(name);
            for (int i = 0; topic != null && i < topic.partitions().size(); i++) {
                all.add(new TopicPartition(name, i));
            }
        }
        return all;
    }

    private static boolean remove(Group group, String member) {
        group.epoch++;
        return group.members.remove(member) != null;
    }

    private Group checked(int broker, String name) {
        if (broker != coordinator) {
            throw new RequestException(
                    new Failure(ErrorCode.NOT_COORDINATOR, "another broker coordinates", Optional.empty()));
        }
        return group(name);
    }

    private Group group(String name) {
        return groups.computeIfAbsent(name, _ -> new Group());
    }
}

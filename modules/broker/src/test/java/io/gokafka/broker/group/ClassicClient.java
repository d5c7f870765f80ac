package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.broker.group.migration.ConsumerAssignment;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** A client of the classic protocol, with an assignor that gives up partitions one by one. Not thread-safe. */
final class ClassicClient {
    static final Duration SESSION = Duration.ofSeconds(10);

    private final GroupWorld world;
    private final List<String> topics;
    private final Optional<String> instanceId;
    private final SortedSet<TopicPartition> owned = new TreeSet<>();
    private String id = "";
    private int generation = -1;

    ClassicClient(GroupWorld world, Optional<String> instanceId, String... topics) {
        this.world = world;
        this.instanceId = instanceId;
        this.topics = List.of(topics);
    }

    String id() {
        return id;
    }

    int generation() {
        return generation;
    }

    SortedSet<TopicPartition> owned() {
        return owned;
    }

    /** Joins, naming what it has. */
    CompletableFuture<JoinGroup.Result> join(String... protocols) {
        String[] known = protocols.length == 0 ? new String[] {"cooperative-sticky"} : protocols;
        List<JoinGroup.Protocol> all = List.of(known).stream()
                .map(name -> new JoinGroup.Protocol(name, subscription(topics, owned)))
                .toList();
        return world.coordinator()
                .join(
                        new JoinGroup(
                                GroupWorld.GROUP,
                                id,
                                instanceId,
                                false,
                                SESSION,
                                GroupWorld.REBALANCE_TIMEOUT,
                                "consumer",
                                all,
                                ""),
                        new RequestContext("classic", "10.0.0.2:6"));
    }

    JoinGroup.Joined joined(CompletableFuture<JoinGroup.Result> answer) {
        JoinGroup.Joined joined = (JoinGroup.Joined) GroupWorld.result(answer);
        id = joined.memberId();
        generation = joined.generation();
        return joined;
    }

    /** Asks for its assignment, and brings those of all if there are any. */
    CompletableFuture<SyncGroup.Result> sync(Map<String, byte[]> assignments) {
        return world.coordinator()
                .sync(new SyncGroup(
                        GroupWorld.GROUP,
                        id,
                        instanceId,
                        generation,
                        Optional.of("consumer"),
                        Optional.empty(),
                        assignments));
    }

    /** Reads what it is assigned, and gives up the rest; whether it had any. */
    boolean follow(SyncGroup.Result answer) {
        SortedSet<TopicPartition> assigned =
                ConsumerAssignment.read(answer.assignment()).partitions();
        boolean gaveUp = !assigned.containsAll(owned);
        owned.retainAll(assigned);
        owned.addAll(assigned);
        return gaveUp;
    }

    /** Joins and syncs in a group whose coordinator assigns, until it has given up what it has to. */
    void rejoin() {
        joined(join());
        while (follow(GroupWorld.result(sync(Map.of())))) {
            joined(join());
        }
    }

    CompletableFuture<ClassicHeartbeat.Result> heartbeat() {
        return world.coordinator().classicHeartbeat(new ClassicHeartbeat(GroupWorld.GROUP, id, instanceId, generation));
    }

    LeaveGroup.Result leave() {
        LeaveGroup.Member leaver = new LeaveGroup.Member(id, Optional.empty(), "");
        return GroupWorld.result(world.coordinator().leave(new LeaveGroup(GroupWorld.GROUP, List.of(leaver))));
    }

    /** It stops, and drops all. */
    void dropAll() {
        owned.clear();
        id = "";
        generation = -1;
    }

    /** A subscription of version 1. */
    static byte[] subscription(Collection<String> topics, Set<TopicPartition> owned) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream to = new DataOutputStream(bytes)) {
            to.writeShort(1);
            to.writeInt(topics.size());
            for (String topic : topics) {
                text(to, topic);
            }
            to.writeInt(-1);
            to.writeInt(owned.size());
            for (TopicPartition partition : owned) {
                text(to, partition.topic());
                to.writeInt(1);
                to.writeInt(partition.partition());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused bytes", e);
        }
        return bytes.toByteArray();
    }

    /** Assignments of one topic. */
    static Map<String, byte[]> assignments(Map<String, List<TopicPartition>> byMember) {
        Map<String, byte[]> all = new HashMap<>();
        byMember.forEach((id, partitions) -> all.put(id, ConsumerAssignment.write(new TreeSet<>(partitions), 1)));
        return all;
    }

    private static void text(DataOutputStream to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeShort(bytes.length);
        to.write(bytes);
    }
}

package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.state.StateRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/** One coordinator with its log, topics and clock, all in the hands of a test. */
final class GroupWorld {
    static final String GROUP = "readers";
    static final Duration REBALANCE_TIMEOUT = Duration.ofSeconds(60);
    static final Duration TICK = Duration.ofMillis(500);

    // Members are removed by the hundred. Held, for a logger that nobody holds is collected, and its level with it.
    private static final Logger REMOVALS = Logger.getLogger(Maintenance.class.getName());

    static {
        REMOVALS.setLevel(Level.WARNING);
    }

    final InMemoryOperations operations = new InMemoryOperations();
    final Map<String, Integer> topics = new HashMap<>();
    final MapTopics metadata = new MapTopics(topics);
    final GroupSettings settings;
    private GroupCoordinator coordinator;
    private int ids;
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");

    GroupWorld() {
        this(GroupSettings.defaults());
    }

    GroupWorld(GroupSettings settings) {
        this.settings = settings;
        this.coordinator = newCoordinator(metadata);
    }

    GroupCoordinator coordinator() {
        return coordinator;
    }

    long millis() {
        return now.toEpochMilli();
    }

    /** Lets time pass, with the ticks that belong to it. */
    void pass(Duration span) {
        Instant end = now.plus(span);
        while (now.isBefore(end)) {
            Instant next = now.plus(TICK);
            now = next.isBefore(end) ? next : end;
            coordinator.tick().join();
        }
    }

    /** Lets time pass without a tick. */
    void jump(Duration span) {
        now = now.plus(span);
    }

    /** Another replica leads from now on. */
    void failOver() {
        failOver(metadata);
    }

    /** Another replica leads from now on, on a broker that knows these topics. */
    void failOver(MapTopics known) {
        operations.failOver();
        coordinator = newCoordinator(known);
        coordinator.onLeadership(true);
    }

    GroupHeartbeat.Result join(String member, String... wanted) {
        return heartbeat(member, GroupHeartbeat.JOIN, Optional.of(List.of(wanted)), Optional.of(List.of()));
    }

    GroupHeartbeat.Result stay(String member, int epoch, TopicPartition... owned) {
        return heartbeat(member, epoch, Optional.empty(), Optional.of(List.of(owned)));
    }

    GroupHeartbeat.Result leave(String member) {
        return heartbeat(member, GroupHeartbeat.LEAVE, Optional.empty(), Optional.empty());
    }

    CompletableFuture<GroupHeartbeat.Result> send(
            String member, int epoch, GroupHeartbeat.Extras extras, String... wanted) {
        boolean joins = epoch == GroupHeartbeat.JOIN;
        return send(new GroupHeartbeat(
                GROUP,
                member,
                epoch,
                REBALANCE_TIMEOUT,
                joins ? Optional.of(List.of(wanted)) : Optional.empty(),
                joins ? Optional.of(List.of()) : Optional.empty(),
                extras));
    }

    GroupHeartbeat.Result heartbeat(
            String member, int epoch, Optional<List<String>> wanted, Optional<List<TopicPartition>> owned) {
        return result(send(new GroupHeartbeat(GROUP, member, epoch, REBALANCE_TIMEOUT, wanted, owned)));
    }

    CompletableFuture<GroupHeartbeat.Result> send(GroupHeartbeat request) {
        return coordinator.heartbeat(request, new RequestContext("client of " + request.memberId(), "10.0.0.1:5"));
    }

    CompletableFuture<CommitOffsets.Result> commit(
            Optional<CommitOffsets.Member> member, TopicPartition partition, long offset) {
        return coordinator.commit(new CommitOffsets(GROUP, member, Map.of(partition, CommittedOffset.of(offset))));
    }

    Map<TopicPartition, CommittedOffset> offsets() {
        return result(coordinator.fetch(new FetchOffsets(GROUP, Optional.empty())))
                .offsets();
    }

    DescribeGroup.Result describe() {
        return result(coordinator.describe(new DescribeGroup(GROUP)));
    }

    static TopicPartition[] partitions(String topic, int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(i -> new TopicPartition(topic, i))
                .toArray(TopicPartition[]::new);
    }

    static TopicPartition[] partitionsUpTo(String topic, int count) {
        return partitions(topic, IntStream.range(0, count).toArray());
    }

    static TopicPartition[] array(List<TopicPartition> partitions) {
        return partitions.toArray(TopicPartition[]::new);
    }

    static byte[] valueOf(StateRecord record) {
        return Objects.requireNonNull(record.value());
    }

    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw assertInstanceOf(RequestException.class, e.getCause());
        }
    }

    static RequestException failure(ErrorCode expected, CompletableFuture<?> future) {
        RequestException failure = assertThrows(RequestException.class, () -> result(future));
        if (failure.code() != expected) {
            throw new AssertionError("expected " + expected + ", not " + failure.code(), failure);
        }
        return failure;
    }

    private GroupCoordinator newCoordinator(MapTopics known) {
        GroupClock clock = new GroupClock(() -> now, () -> millis() * 1_000_000);
        return new GroupCoordinator(operations, known, settings, clock, () -> "" + ids++);
    }
}

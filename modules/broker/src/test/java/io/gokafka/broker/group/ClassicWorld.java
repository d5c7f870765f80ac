package io.gokafka.broker.group;

import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.broker.group.classic.ClassicGeneration;
import io.gokafka.broker.group.classic.ClassicSettings;
import io.gokafka.broker.state.Decision;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The coordinator of classic groups with its log and clock, in the hands of a test. */
final class ClassicWorld {
    static final String GROUP = "readers";
    static final Duration SESSION = Duration.ofSeconds(10);
    static final Duration REBALANCE = Duration.ofSeconds(60);
    static final Duration DELAY = Duration.ofSeconds(3);
    static final Duration TICK = Duration.ofMillis(100);

    // Members are removed by the hundred. Held, for a logger that nobody holds is collected, and its level with it.
    private static final Logger REMOVALS = Logger.getLogger(ClassicGeneration.class.getPackageName());

    static {
        REMOVALS.setLevel(Level.WARNING);
    }

    final InMemoryOperations operations = new InMemoryOperations();
    private final GroupSettings settings;
    private ClassicCoordinator coordinator;
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");
    private int ids;

    ClassicWorld() {
        this(1_000, DELAY);
    }

    ClassicWorld(int maxMembers, Duration initialDelay) {
        settings = new GroupSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                maxMembers,
                Duration.ofDays(7),
                new ClassicSettings(Duration.ofSeconds(6), Duration.ofMinutes(30), initialDelay));
        coordinator = newCoordinator();
    }

    ClassicCoordinator coordinator() {
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

    /** Another replica leads from now on. */
    void failOver() {
        coordinator.onLeadership(false);
        operations.failOver();
        coordinator = newCoordinator();
        coordinator.onLeadership(true);
    }

    CompletableFuture<JoinGroup.Result> join(JoinGroup request) {
        return coordinator.join(request, new RequestContext("client", "10.0.0.1:5"));
    }

    CompletableFuture<SyncGroup.Result> sync(SyncGroup request) {
        return coordinator.sync(request);
    }

    /** A member of the first generations: it has joined, and waits. */
    CompletableFuture<JoinGroup.Result> joinFirst(String... protocols) {
        return join(request("", Optional.empty(), protocols));
    }

    CompletableFuture<JoinGroup.Result> joinAgain(String id, String... protocols) {
        return join(request(id, Optional.empty(), protocols));
    }

    CompletableFuture<JoinGroup.Result> joinStatic(String instance, String id, String... protocols) {
        return join(request(id, Optional.of(instance), protocols));
    }

    static JoinGroup request(String id, Optional<String> instance, String... protocols) {
        String[] known = protocols.length == 0 ? new String[] {"range"} : protocols;
        return new JoinGroup(
                GROUP,
                id,
                instance,
                false,
                SESSION,
                REBALANCE,
                "consumer",
                Stream.of(known).map(ClassicWorld::protocol).toList(),
                "");
    }

    /** A protocol by its name, with metadata behind a colon, if any. */
    static JoinGroup.Protocol protocol(String text) {
        String[] parts = text.split(":", 2);
        return new JoinGroup.Protocol(parts[0], bytes(parts.length > 1 ? parts[1] : "wishes"));
    }

    /** A follower asks for its assignment, or a leader brings all: each member is given its own id as bytes. */
    CompletableFuture<SyncGroup.Result> sync(JoinGroup.Joined joined) {
        return sync(joined, Optional.empty());
    }

    CompletableFuture<SyncGroup.Result> sync(JoinGroup.Joined joined, Optional<String> instance) {
        Map<String, byte[]> assignments = new HashMap<>();
        joined.members().forEach(m -> assignments.put(m.id(), bytes(m.id())));
        return sync(new SyncGroup(
                GROUP,
                joined.memberId(),
                instance,
                joined.generation(),
                Optional.of("consumer"),
                Optional.of(joined.protocol()),
                assignments));
    }

    CompletableFuture<ClassicHeartbeat.Result> beat(String id, int generation) {
        return coordinator.heartbeat(new ClassicHeartbeat(GROUP, id, Optional.empty(), generation));
    }

    CompletableFuture<ClassicHeartbeat.Result> beat(JoinGroup.Joined joined) {
        return beat(joined.memberId(), joined.generation());
    }

    LeaveGroup.Result leave(String... ids) {
        return GroupWorld.result(coordinator.leave(new LeaveGroup(
                GROUP,
                Stream.of(ids)
                        .map(id -> new LeaveGroup.Member(id, Optional.empty(), ""))
                        .toList())));
    }

    CompletableFuture<Boolean> commit(Optional<CommitOffsets.Member> member) {
        return operations.decide(GROUP, state -> {
            coordinator.checkCommit(state.group(GROUP), member);
            return Decision.unchanged(true);
        });
    }

    CompletableFuture<Boolean> commit(String id, int generation) {
        return commit(Optional.of(new CommitOffsets.Member(id, generation)));
    }

    Optional<ClassicGeneration> stored() {
        return operations.state().group(GROUP).classic();
    }

    Optional<ClassicGeneration> current() {
        return coordinator.current(operations.state().group(GROUP));
    }

    Optional<GroupState> state() {
        return coordinator.state(operations.state().group(GROUP));
    }

    static JoinGroup.Joined joined(CompletableFuture<JoinGroup.Result> answer) {
        if (!answer.isDone()) {
            throw new AssertionError("not answered yet");
        }
        return (JoinGroup.Joined) GroupWorld.result(answer);
    }

    static String assigned(CompletableFuture<SyncGroup.Result> answer) {
        if (!answer.isDone()) {
            throw new AssertionError("not answered yet");
        }
        return new String(GroupWorld.result(answer).assignment(), StandardCharsets.UTF_8);
    }

    /** So many members in a generation that all have synced; the first leads. */
    List<JoinGroup.Joined> stable(int members, String... protocols) {
        List<CompletableFuture<JoinGroup.Result>> joins =
                Stream.generate(() -> joinFirst(protocols)).limit(members).toList();
        pass(DELAY.plus(DELAY));
        List<JoinGroup.Joined> joined = joins.stream().map(ClassicWorld::joined).toList();
        List<CompletableFuture<SyncGroup.Result>> syncs =
                joined.stream().map(this::sync).toList();
        syncs.forEach(ClassicWorld::assigned);
        return joined;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private ClassicCoordinator newCoordinator() {
        return new ClassicCoordinator(
                operations,
                settings,
                new GroupClock(() -> now, () -> millis() * 1_000_000),
                () -> "%04d".formatted(ids++));
    }
}

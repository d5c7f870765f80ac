package io.gokafka.broker.group;

import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.SyncGroup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A client as those of Kafka are: it joins, assigns if it leads, syncs, sends heartbeats, and joins again when it is told to. */
final class SimulatedClassicMember {
    static final int PARTITIONS = 12;

    private static final Set<ErrorCode> KEEPS_GOING = Set.of(ErrorCode.NOT_COORDINATOR, ErrorCode.NOT_LEADER);

    private final ClassicWorld world;
    private final Optional<String> instance;
    private final boolean asksForId;
    private String id = "";
    private String wishes;
    private int generation = -1;
    private boolean fenced;
    private Set<Integer> owned = new TreeSet<>();
    private @Nullable CompletableFuture<JoinGroup.Result> joining;
    private @Nullable CompletableFuture<SyncGroup.Result> syncing;
    private boolean mustJoin = true;

    SimulatedClassicMember(ClassicWorld world, Optional<String> instance, boolean asksForId, String wishes) {
        this.world = world;
        this.instance = instance;
        this.asksForId = asksForId;
        this.wishes = wishes;
    }

    Set<Integer> owned() {
        return owned;
    }

    int generation() {
        return generation;
    }

    Optional<String> instance() {
        return instance;
    }

    boolean isFenced() {
        return fenced;
    }

    boolean isWaiting() {
        return joining != null || syncing != null;
    }

    boolean isStable() {
        return !mustJoin && !isWaiting();
    }

    void wish(String changed) {
        wishes = changed;
        mustJoin = true;
    }

    /** Reads its answers, and asks for what is next. */
    void live() {
        if (joining != null && joining.isDone()) {
            CompletableFuture<JoinGroup.Result> answer = joining;
            joining = null;
            read(answer).ifPresent(this::joined);
        } else if (syncing != null && syncing.isDone()) {
            CompletableFuture<SyncGroup.Result> answer = syncing;
            syncing = null;
            read(answer).ifPresent(this::synced);
        } else if (!isWaiting() && !fenced) {
            ask();
        }
    }

    void leave() {
        if (!id.isEmpty()) {
            LeaveGroup.Member who = new LeaveGroup.Member(id, Optional.empty(), "");
            read(world.coordinator().leave(new LeaveGroup(ClassicWorld.GROUP, List.of(who))));
        }
        owned = new TreeSet<>();
    }

    private void ask() {
        if (mustJoin) {
            owned = new TreeSet<>(); // an eager client gives all back before it joins
            mustJoin = false;
            joining = world.join(new JoinGroup(
                    ClassicWorld.GROUP,
                    id,
                    instance,
                    asksForId && instance.isEmpty(),
                    ClassicWorld.SESSION,
                    Duration.ofSeconds(20),
                    "consumer",
                    List.of(ClassicWorld.protocol("range:" + wishes), ClassicWorld.protocol("sticky:" + wishes)),
                    ""));
        } else {
            read(world.coordinator().heartbeat(new ClassicHeartbeat(ClassicWorld.GROUP, id, instance, generation)));
        }
    }

    private void joined(JoinGroup.Result result) {
        switch (result) {
            case JoinGroup.MemberIdRequired told -> {
                id = told.memberId();
                mustJoin = true;
            }
            case JoinGroup.Joined joined -> {
                id = joined.memberId();
                generation = joined.generation();
                boolean assigns = joined.leader().equals(id) && !joined.skipAssignment();
                syncing = world.sync(new SyncGroup(
                        ClassicWorld.GROUP,
                        id,
                        instance,
                        generation,
                        Optional.of("consumer"),
                        Optional.of(joined.protocol()),
                        assigns ? assign(joined.members()) : Map.of()));
            }
        }
    }

    private static Map<String, byte[]> assign(List<JoinGroup.Member> members) {
        Map<String, byte[]> assignments = new HashMap<>();
        for (int m = 0; m < members.size(); m++) {
            List<String> share = new ArrayList<>();
            for (int p = m; p < PARTITIONS; p += members.size()) {
                share.add(Integer.toString(p));
            }
            assignments.put(members.get(m).id(), String.join(",", share).getBytes(StandardCharsets.UTF_8));
        }
        return assignments;
    }

    private void synced(SyncGroup.Result result) {
        String text = new String(result.assignment(), StandardCharsets.UTF_8);
        for (String partition : text.isEmpty() ? new String[0] : text.split(",")) {
            owned.add(Integer.valueOf(partition));
        }
    }

    /** The answer, or what a client does about a failure. */
    private <T> Optional<T> read(CompletableFuture<T> answer) {
        try {
            return Optional.of(GroupWorld.result(answer));
        } catch (RequestException e) {
            handle(e.code());
            return Optional.empty();
        }
    }

    private void handle(ErrorCode code) {
        switch (code) {
            case FENCED_INSTANCE_ID -> {
                fenced = true;
                owned = new TreeSet<>();
            }
            case UNKNOWN_MEMBER -> {
                id = "";
                mustJoin = true;
            }
            case REBALANCE_IN_PROGRESS, ILLEGAL_GENERATION, NOT_COORDINATOR, NOT_LEADER, INDETERMINATE, UNAVAILABLE ->
                mustJoin = mustJoin || owned.isEmpty() || !KEEPS_GOING.contains(code);
            default -> throw new AssertionError("a client would stop because of " + code);
        }
    }
}

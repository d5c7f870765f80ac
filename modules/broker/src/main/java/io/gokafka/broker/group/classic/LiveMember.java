package io.gokafka.broker.group.classic;

import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.SyncGroup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A member as its coordinator knows it. For the thread of the groups' state. */
final class LiveMember {
    /** How long a member that does not know its id yet waits for its first generation: as in Kafka. */
    private static final Duration FIRST_JOIN_TIMEOUT = Duration.ofMinutes(5);

    final String id;
    private ClassicMember about;
    private long sessionEnds;

    /** Has joined, but no generation with it has begun: it cannot have sent heartbeats. */
    private boolean isNew;

    /** Belongs to a generation that has begun, and has not asked for its assignment. */
    private boolean owesSync;

    private @Nullable CompletableFuture<JoinGroup.Result> joining;
    private @Nullable CompletableFuture<SyncGroup.Result> syncing;

    private LiveMember(String id, ClassicMember about, boolean isNew, long sessionEnds) {
        this.id = id;
        this.about = about;
        this.isNew = isNew;
        this.sessionEnds = sessionEnds;
    }

    /** One that joins for the first time. */
    static LiveMember joining(String id, ClassicMember about, Times times) {
        return new LiveMember(id, about, true, times.in(FIRST_JOIN_TIMEOUT));
    }

    /** One that is known: its session is fresh. */
    static LiveMember known(String id, ClassicMember about, Times times) {
        return new LiveMember(id, about, false, times.in(about.sessionTimeout()));
    }

    ClassicMember about() {
        return about;
    }

    void becomes(ClassicMember changed) {
        about = changed;
    }

    boolean isStatic() {
        return about.instanceId().isPresent();
    }

    boolean isJoining() {
        return joining != null;
    }

    boolean owesSync() {
        return owesSync;
    }

    void owesSync(boolean owes) {
        owesSync = owes;
    }

    /** Was heard of. */
    void renewSession(Times times) {
        if (!isNew) {
            sessionEnds = times.in(about.sessionTimeout());
        }
    }

    /** One that waits for an answer is not expected to be heard of, except that nobody waits for the first one for ever. */
    boolean isSilent(Times times) {
        return hasSessionEnd() && times.isPast(sessionEnds);
    }

    boolean hasSessionEnd() {
        return isNew || (joining == null && syncing == null);
    }

    long sessionEnds() {
        return sessionEnds;
    }

    /** It waits for the next generation. One that asks twice has given up its first question. */
    CompletableFuture<JoinGroup.Result> waitForGeneration(String group) {
        failJoin(Refusals.rebalancing(group));
        joining = new CompletableFuture<>();
        return joining;
    }

    CompletableFuture<SyncGroup.Result> waitForAssignment(String group) {
        failSync(Refusals.rebalancing(group));
        syncing = new CompletableFuture<>();
        return syncing;
    }

    /** A generation with it has begun. */
    void joined(JoinGroup.Joined answer, Times times) {
        CompletableFuture<JoinGroup.Result> waiting = joining;
        joining = null;
        if (waiting != null) {
            isNew = false;
            owesSync = true;
            renewSession(times);
            waiting.complete(answer);
        }
    }

    /** Its assignment is there. */
    void synced(SyncGroup.Result answer, Times times) {
        CompletableFuture<SyncGroup.Result> waiting = syncing;
        syncing = null;
        if (waiting != null) {
            renewSession(times);
            waiting.complete(answer);
        }
    }

    void failSync(RequestException why, Times times) {
        if (syncing != null) {
            renewSession(times);
        }
        failSync(why);
    }

    /** Whatever it waits for does not come. */
    void fail(RequestException why) {
        failJoin(why);
        failSync(why);
    }

    private void failJoin(RequestException why) {
        CompletableFuture<JoinGroup.Result> waiting = joining;
        joining = null;
        if (waiting != null) {
            waiting.completeExceptionally(why);
        }
    }

    private void failSync(RequestException why) {
        CompletableFuture<SyncGroup.Result> waiting = syncing;
        syncing = null;
        if (waiting != null) {
            waiting.completeExceptionally(why);
        }
    }
}

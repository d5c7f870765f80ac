package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.RequestException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a client does: it reads what it is assigned, gives up what it is told to when it gets to it, drops everything
 * when the coordinator does not know it any more or cannot be reached for a session. Not thread-safe.
 */
final class SimulatedMember {
    private final GroupWorld world;
    private final String id;
    private final List<String> topics;
    private final boolean sparing;
    private final SortedSet<TopicPartition> owned = new TreeSet<>();
    private final SortedSet<TopicPartition> toRevoke = new TreeSet<>();
    private int epoch;
    private boolean mustReport = true;
    private boolean alive = true;
    private long lastAnswer;

    /**
     * Creates one that has not joined yet.
     *
     * @param sparing says what it owns only when it has to
     */
    SimulatedMember(GroupWorld world, String id, List<String> topics, boolean sparing) {
        this.world = world;
        this.id = id;
        this.topics = topics;
        this.sparing = sparing;
        this.lastAnswer = world.millis();
    }

    String id() {
        return id;
    }

    Set<TopicPartition> owned() {
        return owned;
    }

    List<String> topics() {
        return topics;
    }

    boolean isAlive() {
        return alive;
    }

    /** A heartbeat whose answer arrives. */
    void heartbeat() {
        heartbeat(false);
    }

    /** A heartbeat, whose answer may be lost on its way. */
    void heartbeat(boolean answerLost) {
        boolean reports = mustReport || !sparing || epoch == GroupHeartbeat.JOIN;
        try {
            GroupHeartbeat.Result result = world.heartbeat(
                    id,
                    epoch,
                    epoch == GroupHeartbeat.JOIN ? Optional.of(topics) : Optional.empty(),
                    reports ? Optional.of(List.copyOf(owned)) : Optional.empty());
            if (!answerLost) {
                follow(result);
            }
            mustReport = answerLost || result.assignment().isPresent();
        } catch (RequestException e) {
            mustReport = true;
            if (e.code() == ErrorCode.UNKNOWN_MEMBER || e.code() == ErrorCode.FENCED_MEMBER_EPOCH) {
                dropAll();
            }
        }
    }

    /** Stops reading what it was told to give up. */
    void finishRevoking() {
        if (!toRevoke.isEmpty()) {
            owned.removeAll(toRevoke);
            toRevoke.clear();
            mustReport = true;
        }
    }

    /** A member that hears nothing for a session must take it that others have its partitions. */
    void watchSession() {
        if (world.millis() - lastAnswer >= world.settings.sessionTimeout().toMillis()) {
            dropAll();
        }
    }

    void leave() {
        alive = false;
        owned.clear();
        world.leave(id);
    }

    void crash() {
        alive = false;
        owned.clear();
    }

    private void follow(GroupHeartbeat.Result result) {
        lastAnswer = world.millis();
        epoch = result.memberEpoch();
        result.assignment().ifPresent(assignment -> {
            owned.addAll(assignment);
            toRevoke.clear();
            toRevoke.addAll(owned);
            toRevoke.removeAll(Set.copyOf(assignment));
        });
    }

    private void dropAll() {
        owned.clear();
        toRevoke.clear();
        epoch = GroupHeartbeat.JOIN;
        mustReport = true;
        lastAnswer = world.millis();
    }
}

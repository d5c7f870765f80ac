package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

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
final class SimulatedMember implements Reader {
    private final GroupWorld world;
    private String id;
    private final List<String> topics;
    private final boolean sparing;
    private final GroupHeartbeat.Extras extras;
    private int lives;
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
        this(world, id, topics, sparing, GroupHeartbeat.Extras.NONE);
    }

    /** One with a name, a pattern or an assignor of its own. */
    SimulatedMember(GroupWorld world, String id, List<String> topics, boolean sparing, GroupHeartbeat.Extras extras) {
        this.world = world;
        this.id = id;
        this.topics = topics;
        this.sparing = sparing;
        this.extras = extras;
        this.lastAnswer = world.millis();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Set<TopicPartition> owned() {
        return owned;
    }

    @Override
    public List<String> topics() {
        return topics;
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    /** A heartbeat whose answer arrives. */
    void heartbeat() {
        heartbeat(false);
    }

    /** A heartbeat, whose answer may be lost on its way. */
    @Override
    public void heartbeat(boolean answerLost) {
        boolean reports = mustReport || !sparing || epoch == GroupHeartbeat.JOIN;
        try {
            GroupHeartbeat.Result result = GroupWorld.result(world.send(new GroupHeartbeat(
                    GroupWorld.GROUP,
                    id,
                    epoch,
                    GroupWorld.REBALANCE_TIMEOUT,
                    epoch == GroupHeartbeat.JOIN ? named() : Optional.empty(),
                    reports ? Optional.of(List.copyOf(owned)) : Optional.empty(),
                    extras)));
            if (!answerLost) {
                follow(result);
            }
            mustReport = answerLost || result.assignment().isPresent();
        } catch (RequestException e) {
            mustReport = true;
            if (e.code() == ErrorCode.UNKNOWN_MEMBER
                    || e.code() == ErrorCode.FENCED_MEMBER_EPOCH
                    || e.code() == ErrorCode.FENCED_INSTANCE_ID) {
                dropAll();
            }
        }
    }

    private Optional<List<String>> named() {
        return extras.topicPattern().isPresent() ? Optional.empty() : Optional.of(topics);
    }

    /** Another process takes over its name, if it has one and can say so. */
    @Override
    public void restart() {
        if (extras.instanceId().isEmpty() || epoch == GroupHeartbeat.JOIN) {
            return;
        }
        owned.clear();
        try {
            GroupWorld.result(world.send(id, GroupHeartbeat.LEAVE_FOR_A_MOMENT, extras));
        } catch (RequestException e) {
            assertNotEquals(ErrorCode.INTERNAL, e.code());
        }
        id = extras.instanceId().get() + "-" + ++lives;
        dropAll();
    }

    /** Stops reading what it was told to give up. */
    @Override
    public void finishRevoking() {
        if (!toRevoke.isEmpty()) {
            owned.removeAll(toRevoke);
            toRevoke.clear();
            mustReport = true;
        }
    }

    /** A member that hears nothing for a session must take it that others have its partitions. */
    @Override
    public void watchSession() {
        if (world.millis() - lastAnswer >= world.settings.sessionTimeout().toMillis()) {
            dropAll();
        }
    }

    @Override
    public void leave() {
        alive = false;
        owned.clear();
        world.leave(id);
    }

    @Override
    public void crash() {
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

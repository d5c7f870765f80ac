package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.SyncGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A client of the classic protocol among members of the consumer protocol: it gives up what its assignment does not name
 * any more, and joins again then. Not thread-safe.
 */
final class SimulatedClassic implements Reader {
    private final GroupWorld world;
    private final ClassicClient client;
    private final List<String> topics;
    private @Nullable CompletableFuture<JoinGroup.Result> joining;
    private boolean mustJoin = true;
    private boolean alive = true;
    private long lastAnswer;

    SimulatedClassic(GroupWorld world, List<String> topics) {
        this.world = world;
        this.topics = topics;
        this.client = new ClassicClient(world, Optional.empty(), topics.toArray(String[]::new));
        this.lastAnswer = world.millis();
    }

    @Override
    public String id() {
        return client.id();
    }

    @Override
    public Set<TopicPartition> owned() {
        return client.owned();
    }

    @Override
    public List<String> topics() {
        return topics;
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public void heartbeat(boolean answerLost) {
        try {
            if (mustJoin) {
                join(answerLost);
            } else {
                GroupWorld.result(client.heartbeat());
            }
            lastAnswer = answerLost ? lastAnswer : world.millis();
        } catch (RequestException e) {
            assertNotEquals(ErrorCode.INTERNAL, e.code());
            mustJoin |= e.code() == ErrorCode.REBALANCE_IN_PROGRESS;
            if (e.code() == ErrorCode.UNKNOWN_MEMBER || e.code() == ErrorCode.ILLEGAL_GENERATION) {
                dropAll();
            }
        }
    }

    private void join(boolean answerLost) {
        CompletableFuture<JoinGroup.Result> answer = joining == null ? client.join() : joining;
        joining = answer.isDone() ? null : answer; // a classic group waits for others
        if (!answer.isDone() || answerLost) {
            return;
        }
        client.joined(answer);
        // One that is to assign in a classic group assigns nothing: here the others are of interest.
        CompletableFuture<SyncGroup.Result> assigned = client.sync(Map.of());
        if (assigned.isDone()) {
            mustJoin = client.follow(GroupWorld.result(assigned));
        }
    }

    /** It does so at once, when it reads its assignment. */
    @Override
    public void finishRevoking() {}

    @Override
    public void watchSession() {
        if (world.millis() - lastAnswer >= ClassicClient.SESSION.toMillis()) {
            dropAll();
        }
    }

    @Override
    public void leave() {
        alive = false;
        if (!client.id().isEmpty()) {
            client.leave();
        }
        client.owned().clear();
    }

    @Override
    public void crash() {
        alive = false;
        client.owned().clear();
    }

    /** It has no name under which another could. */
    @Override
    public void restart() {}

    private void dropAll() {
        client.dropAll();
        mustJoin = true;
        joining = null;
        lastAnswer = world.millis();
    }
}

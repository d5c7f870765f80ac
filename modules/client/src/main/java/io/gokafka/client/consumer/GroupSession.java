package io.gokafka.client.consumer;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.RebalanceListener;
import io.gokafka.client.cluster.Backoff;
import io.gokafka.client.cluster.Caller;
import io.gokafka.client.cluster.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's time as a member of a group: brings what is read in line with what the coordinator assigns (KIP-848).
 *
 * <p>For the consumer's thread.
 */
final class GroupSession {
    private static final Duration MAX_LEAVE = Duration.ofSeconds(3);

    private final String group;
    private final Duration patience;
    private final Caller caller;
    private final Reader reader;
    private final Commits commits;
    private final GroupMembership membership;
    private final Heartbeats heartbeats;
    private RebalanceListener listener = new RebalanceListener() {};
    private @Nullable Thread heartbeatThread;

    GroupSession(
            String group,
            ConsumerConfig config,
            ClientConfig client,
            Caller caller,
            Backoff backoff,
            Reader reader,
            Commits commits) {
        this.group = group;
        this.patience = client.operationTimeout();
        this.caller = caller;
        this.reader = reader;
        this.commits = commits;
        String memberId = UUID.randomUUID().toString();
        this.membership = new GroupMembership(group, memberId, config.rebalanceTimeout(), reader::nudge);
        this.heartbeats = new Heartbeats(group, membership, caller, backoff, client.requestTimeout());
        commits.commitAs(membership);
    }

    void subscribe(List<String> topics, RebalanceListener newListener) {
        listener = newListener;
        membership.subscribe(topics);
        if (heartbeatThread == null) {
            heartbeatThread =
                    Thread.ofVirtual().name("gokafka-heartbeat-" + group).start(heartbeats);
        }
    }

    /** Does what the coordinator wants, if it wants something; throws what has to be reported. */
    void reconcile() {
        switch (membership.task()) {
            case GroupMembership.Task.None() ->
                membership.takeFailure(patience).ifPresent(failure -> {
                    throw failure;
                });
            case GroupMembership.Task.Drop() -> drop();
            case GroupMembership.Task.Assign(Set<TopicPartition> target) -> change(target);
        }
    }

    /** Leaves the group, so that others need not wait until the member is missed. */
    void leave() {
        Set<TopicPartition> owned = new TreeSet<>(reader.partitions());
        Optional<GroupHeartbeat> goodbye = membership.stop();
        try {
            if (!owned.isEmpty()) {
                listener.onRevoked(owned);
            }
        } finally {
            awaitLastHeartbeat();
            goodbye.ifPresent(this::send);
        }
    }

    /** One that is on its way would join the group again if it came after the goodbye. */
    private void awaitLastHeartbeat() {
        try {
            if (heartbeatThread != null) {
                heartbeatThread.join(MAX_LEAVE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the goodbye is attempted nevertheless
        }
    }

    private void change(Set<TopicPartition> target) {
        Set<TopicPartition> before = new TreeSet<>(reader.partitions());
        Set<TopicPartition> revoked = without(before, target);
        Set<TopicPartition> added = without(target, before);
        try {
            if (!revoked.isEmpty()) {
                commits.last();
                listener.onRevoked(revoked);
            }
        } finally {
            reader.keepOnly(target);
            reader.add(added);
            membership.owns(target);
        }
        if (!added.isEmpty()) {
            listener.onAssigned(added);
        }
    }

    private void drop() {
        Set<TopicPartition> lost = new TreeSet<>(reader.partitions());
        reader.keepOnly(Set.of());
        membership.owns(Set.of());
        if (!lost.isEmpty()) {
            listener.onLost(lost);
        }
    }

    private void send(GroupHeartbeat goodbye) {
        try {
            Duration atMost = patience.compareTo(MAX_LEAVE) < 0 ? patience : MAX_LEAVE;
            caller.coordinatorOf(group, goodbye, Deadline.in(atMost));
        } catch (RequestException | OperationTimeoutException e) {
            return; // the group will miss this member soon
        }
    }

    private static Set<TopicPartition> without(Set<TopicPartition> all, Set<TopicPartition> some) {
        Set<TopicPartition> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}

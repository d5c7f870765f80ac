package io.gokafka.client.consumer;

import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.cluster.Backoff;
import io.gokafka.client.cluster.Caller;
import io.gokafka.client.cluster.Deadline;
import java.time.Duration;
import java.util.Optional;

/** Keeps a member in its group; a thread of its own, so that an application may take its time between polls. */
final class Heartbeats implements Runnable {
    /** Less than a coordinator waits for a member: a heartbeat to a dead one leaves time for another to the next. */
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(3);

    private final String group;
    private final GroupMembership membership;
    private final Caller caller;
    private final Backoff backoff;
    private final Duration timeout;
    private long interval;

    Heartbeats(String group, GroupMembership membership, Caller caller, Backoff backoff, Duration requestTimeout) {
        this.group = group;
        this.membership = membership;
        this.caller = caller;
        this.backoff = backoff;
        this.timeout = requestTimeout.compareTo(MAX_TIMEOUT) < 0 ? requestTimeout : MAX_TIMEOUT;
    }

    @Override
    public void run() {
        try {
            long wait = 0;
            int failures = 0;
            while (true) {
                Optional<GroupMembership.Beat> beat = membership.awaitBeat(wait);
                if (beat.isEmpty()) {
                    return;
                }
                failures = send(beat.get()) ? 0 : failures + 1;
                wait = failures == 0 ? interval : backoff.nanosAfter(failures);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody has a reference to this thread
        }
    }

    private boolean send(GroupMembership.Beat beat) {
        try {
            GroupHeartbeat.Result result = caller.coordinatorOnce(group, beat.request(), timeout);
            interval = Deadline.nanosOf(result.heartbeatInterval());
            membership.answered(beat, result);
            return true;
        } catch (RequestException e) {
            membership.failed(e);
            return false;
        }
    }
}

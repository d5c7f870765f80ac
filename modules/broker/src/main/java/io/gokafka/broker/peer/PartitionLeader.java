package io.gokafka.broker.peer;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * Has something done where a partition is led: here, or by the broker that leads it. While no leader is known it waits and tries
 * again.
 *
 * <p>Threading: safe for use by several threads; blocks.
 */
public final class PartitionLeader {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration ONE_TRY = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Who leads, as far as this broker knows. */
    public interface Leaders {
        /** The leader of a partition, if known. */
        Optional<BrokerId> leader(String topic, int partition);
    }

    /**
     * What a leader does.
     *
     * @param <R> the answer
     */
    public interface Action<R> {
        /** Does it on this broker. */
        R run() throws InterruptedException;
    }

    private final BrokerId self;
    private final Peers peers;
    private final Leaders leaders;

    /** Makes one. */
    public PartitionLeader(BrokerId self, Peers peers, Leaders leaders) {
        this.self = self;
        this.peers = peers;
        this.leaders = leaders;
    }

    /**
     * Has it done.
     *
     * @param topic the topic
     * @param partition the partition
     * @param request what to ask of the leader
     * @param here how to do the same on this broker
     * @param context who asks; what another broker asks is not passed on once more
     * @throws RequestException when it was refused, or no leader was found in time
     */
    public <R extends Response> R apply(
            String topic, int partition, Request<R> request, Action<R> here, RequestContext context)
            throws InterruptedException {
        boolean passOn = !context.clientId().equals(Peers.CLIENT_ID);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Optional<BrokerId> leader = leaders.leader(topic, partition);
                if (leader.filter(self::equals).isPresent()) {
                    return here.run();
                }
                if (leader.isPresent() && passOn) {
                    return peers.ask(leader.get(), request, ONE_TRY);
                }
                throw new RequestException(
                        ErrorCode.NO_LEADER, "partition " + topic + "-" + partition + " is not led here");
            } catch (RequestException e) {
                if (!passOn || !isWorthAnotherTry(e) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    private static boolean isWorthAnotherTry(RequestException e) {
        return switch (e.code()) {
            case NO_LEADER, NOT_LEADER, UNAVAILABLE -> true;
            default -> false;
        };
    }
}

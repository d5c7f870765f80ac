package io.gokafka.broker.lifecycle;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.broker.partition.Replica;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives up the lead of partitions before a broker stops, so that clients need not wait for an election. */
final class LeadershipHandover {
    private static final System.Logger LOG = System.getLogger(LeadershipHandover.class.getName());

    private LeadershipHandover() {}

    /** Hands over what is led here, all at once; returns when that is done or the time is up. */
    static void handOver(List<Replica> replicas, BrokerId self, Set<BrokerId> reachable, Duration atMost) {
        List<CompletableFuture<Void>> transfers = replicas.stream()
                .filter(Replica::isLeader)
                .map(replica -> handOver(replica, self, reachable))
                .toList();
        try {
            CompletableFuture.allOf(transfers.toArray(CompletableFuture[]::new))
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "some partitions keep their leader until it is gone: {0}", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<Void> handOver(Replica replica, BrokerId self, Set<BrokerId> reachable) {
        return replica.status()
                .flatMap(status -> successor(status, self, reachable))
                .map(replica::transferLeadership)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** The replica that has the most of the log, among those that can be reached. Pure. */
    static Optional<BrokerId> successor(GroupStatus status, BrokerId self, Set<BrokerId> reachable) {
        return status.voters().stream()
                .filter(v -> !v.equals(self) && reachable.contains(v))
                .max(Comparator.comparingLong(v -> status.matchIndex().getOrDefault(v, -1L)));
    }
}

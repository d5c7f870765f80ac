package io.gokafka.broker.hosting;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.partition.Replica;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the voters of the groups that this broker leads those that the metadata names: a group changes them one at a time, and what
 * fails is tried again in the next pass.
 *
 * <p>For the worker of the {@link PartitionHost}.
 */
final class VotersAlignment {
    private static final System.Logger LOG = System.getLogger(VotersAlignment.class.getName());

    private final Set<PartitionKey> changing = ConcurrentHashMap.newKeySet();
    private final Runnable onChanged;

    VotersAlignment(Runnable onChanged) {
        this.onChanged = onChanged;
    }

    void align(PartitionKey key, Replica replica, List<BrokerId> wanted) {
        if (!replica.isLeader() || !changing.add(key)) {
            return;
        }
        boolean aligned =
                replica.status().map(GroupStatus::voters).map(wanted::equals).orElse(true);
        if (aligned) {
            changing.remove(key);
            return;
        }
        CompletableFuture<Void> change = replica.changeVoters(wanted);
        var _ = change.whenComplete((done, fault) -> {
            changing.remove(key);
            if (fault != null) {
                LOG.log(Level.DEBUG, "voters of {0} not changed yet: {1}", replica.id(), fault);
            } else {
                onChanged.run();
            }
        });
    }
}

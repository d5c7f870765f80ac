package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRegistered;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether replicas that somebody asks for are possible; if not, {@code INVALID_REPLICA_ASSIGNMENT}. Pure. */
final class AssignmentRules {
    private AssignmentRules() {}

    /** Checks the replicas of one partition: at least one, none twice, all of them members that stay. */
    static void check(ClusterImage image, List<BrokerId> replicas) {
        if (replicas.isEmpty()) {
            throw refused("a partition needs at least one replica: the list is empty");
        }
        Set<BrokerId> seen = new HashSet<>();
        for (BrokerId replica : replicas) {
            if (!seen.add(replica)) {
                throw refused("broker '" + replica + "' is named more than once");
            }
            Optional<BrokerRegistered> broker = image.broker(replica);
            if (broker.isEmpty()) {
                throw refused("broker '" + replica + "' is no member of the cluster: gokafka brokers list shows all");
            }
            if (broker.get().draining()) {
                throw refused("broker '" + replica + "' is being removed from the cluster");
            }
        }
    }

    /** Checks the replicas of new partitions: each has the same number of them, and one that is up. */
    static void checkNew(ClusterImage image, List<List<BrokerId>> assignments, int factor, Set<BrokerId> reachable) {
        for (int p = 0; p < assignments.size(); p++) {
            List<BrokerId> replicas = assignments.get(p);
            check(image, replicas);
            if (replicas.size() != factor) {
                throw refused("a partition with " + replicas.size()
                        + " replica(s) does not go with the others, which have " + factor);
            }
            if (replicas.stream().noneMatch(reachable::contains)) {
                throw refused("none of the brokers of a partition is up: " + replicas);
            }
        }
    }

    static RequestException refused(String why) {
        return new RequestException(ErrorCode.INVALID_REPLICA_ASSIGNMENT, why);
    }
}

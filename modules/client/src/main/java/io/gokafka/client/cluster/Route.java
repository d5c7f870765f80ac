package io.gokafka.client.cluster;

import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.RequestException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which broker an attempt goes to, for one operation and one thread. */
sealed interface Route {
    /** The broker for the next attempt; fails when it cannot be found out now. */
    HostPort next();

    /** Learns from the last attempt. */
    void failed(Failure failure);

    /** How many brokers can be tried in turn without a pause. */
    default int choices() {
        return 1;
    }

    /** Any broker will do. */
    final class Any implements Route {
        private final Cluster cluster;
        private List<HostPort> left = List.of();
        private int choices = 1;

        Any(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public HostPort next() {
            if (left.isEmpty()) {
                left = cluster.addresses();
                choices = left.size();
            }
            HostPort next = left.getFirst();
            left = left.subList(1, left.size());
            return next;
        }

        @Override
        public void failed(Failure failure) {
            // the next one is asked anyway
        }

        @Override
        public int choices() {
            return choices;
        }
    }

    /** The leader of a partition. */
    final class ToLeader implements Route {
        private final Cluster cluster;
        private final TopicPartition partition;
        private @Nullable Leader asked;

        ToLeader(Cluster cluster, TopicPartition partition) {
            this.cluster = cluster;
            this.partition = partition;
        }

        @Override
        public HostPort next() {
            Leader leader = known().or(() -> {
                        cluster.refresh();
                        return known();
                    })
                    .orElseThrow(() ->
                            new RequestException(ErrorCode.NO_LEADER, partition + " has no leader at the moment"));
            asked = leader;
            return leader.address();
        }

        @Override
        public void failed(Failure failure) {
            if (asked != null) {
                cluster.failed(partition, asked, failure);
            }
            if (failure.leader().isEmpty()) {
                cluster.refresh();
            }
        }

        private Optional<Leader> known() {
            cluster.known(partition.topic())
                    .filter(v -> partition.partition() >= v.partitions())
                    .ifPresent(v -> {
                        throw new RequestException(
                                ErrorCode.UNKNOWN_PARTITION,
                                "topic '" + v.name() + "' has no partition " + partition.partition() + ": it has "
                                        + v.partitions() + ", from 0");
                    });
            return cluster.leader(partition);
        }
    }

    /** The coordinator of a group. */
    final class ToCoordinator implements Route {
        private final Coordinators coordinators;
        private final String group;

        ToCoordinator(Coordinators coordinators, String group) {
            this.coordinators = coordinators;
            this.group = group;
        }

        @Override
        public HostPort next() {
            return coordinators.find(group);
        }

        @Override
        public void failed(Failure failure) {
            coordinators.failed(group, failure);
        }
    }
}

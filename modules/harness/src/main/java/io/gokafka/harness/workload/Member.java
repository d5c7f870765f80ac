package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A member of a group, of either protocol. For one thread. Methods throw what the client throws. */
interface Member extends AutoCloseable {
    /** Asks where a member goes on in the partitions that it was given: at the committed offset; else at the first one. */
    interface Positions {
        Map<TopicPartition, Long> ask();
    }

    /** Is told what the member has to read, within {@link #poll} and {@link #close}. */
    interface Listener {
        /**
         * From now on it reads partitions.
         *
         * @param positions asks where it goes on; nobody has asked for it before
         */
        void assigned(Collection<TopicPartition> partitions, Positions positions);

        /** What it would read next is out of range: it goes on where the partition begins. */
        void overtaken(TopicPartition partition, long first);

        /** It gives partitions up, and may commit once more. */
        void revoked(Collection<TopicPartition> partitions);

        /** Partitions were taken away from it. */
        void lost(Collection<TopicPartition> partitions);
    }

    /**
     * Why offsets were not committed.
     *
     * @param known whether it is certain that none was written
     */
    record Refused(boolean known, RuntimeException cause) {}

    List<Reading.Seen> poll(Duration timeout);

    /** Commits the offsets of the next records to read, and waits for it; empty when it is done. */
    Optional<Refused> commit(Map<TopicPartition, Long> offsets);

    /** Leaves the group and ends. */
    @Override
    void close();

    /** Ends as if it was killed: the group has to find out. */
    void crash();

    /** A new one, which joins when it is polled. */
    static Member open(
            WorkloadPlan.MemberPlan plan, String bootstrap, String name, ClientTimes times, Listener listener) {
        return switch (plan.membership()) {
            case GRPC -> new GrpcMember(plan, bootstrap, name, times, listener);
            case CLASSIC, CONSUMER -> new KafkaMember(plan, bootstrap, name, times, listener);
        };
    }

    /** By which protocol. */
    static Protocol protocol(WorkloadPlan.Membership membership) {
        return membership == WorkloadPlan.Membership.GRPC ? Protocol.GRPC : Protocol.KAFKA;
    }
}

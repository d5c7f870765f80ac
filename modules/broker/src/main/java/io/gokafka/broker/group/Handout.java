package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.broker.group.migration.ConsumerAssignment;
import io.gokafka.broker.group.migration.ConsumerSubscription;
import java.util.SortedSet;
import java.util.TreeSet;

/** What members of the classic protocol want and are given, between its bytes and values. Pure. */
final class Handout {
    private Handout() {}

    /** The assignment of a member in the form that it understands. */
    static byte[] assignment(Member member, ClassicTraits traits) {
        int version = ConsumerSubscription.read(traits.protocol().metadata()).version();
        return ConsumerAssignment.write(member.assigned(), version);
    }

    /** The topics of a consumer, as far as they can be read. */
    static SortedSet<String> topics(byte[] metadata) {
        try {
            return ConsumerSubscription.read(metadata).topics();
        } catch (IllegalArgumentException unreadable) {
            return new TreeSet<>(); // people see the rest of the group
        }
    }

    /** The partitions of a consumer, as far as they can be read. */
    static SortedSet<TopicPartition> partitions(byte[] assignment) {
        try {
            return ConsumerAssignment.read(assignment).partitions();
        } catch (IllegalArgumentException unreadable) {
            return PartitionSets.NONE;
        }
    }
}

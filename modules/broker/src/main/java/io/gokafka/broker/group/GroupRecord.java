package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.broker.group.classic.ClassicGeneration;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A change of a group, as it is stored; an empty value removes what the rest names. {@link GroupRecordCodec} has the
 * bytes.
 */
sealed interface GroupRecord {
    /** The group that changes. */
    String group();

    /** Where the group goes on reading a partition. */
    record Offset(String group, TopicPartition partition, Optional<StoredOffset> offset) implements GroupRecord {}

    /** The group as a whole. */
    record Header(String group, Optional<GroupHeader> header) implements GroupRecord {}

    /** A member and what it has. */
    record Membership(String group, String memberId, Optional<Member> member) implements GroupRecord {}

    /** What a member shall have. */
    record Target(String group, String memberId, Optional<SortedSet<TopicPartition>> partitions)
            implements GroupRecord {}

    /** The last complete generation of a classic group. */
    record Classic(String group, Optional<ClassicGeneration> generation) implements GroupRecord {}
}

package io.gokafka.broker.group;

import io.gokafka.api.TopicNames;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.group.classic.ClassicGeneration;
import io.gokafka.broker.group.classic.ClassicMember;
import io.gokafka.broker.group.migration.ConsumerAssignment;
import io.gokafka.broker.group.migration.ConsumerSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes a classic group one whose coordinator assigns (KIP-848, online upgrade): its members go on speaking the classic
 * protocol, and keep what their leading member has assigned to them. Pure.
 */
record Upgrade(Topics topics, GroupSettings settings) {
    /** The protocol type of consumers. */
    static final String CONSUMER = "consumer";

    /**
     * The records that do it; none when the group has no classic members. Throws {@link RequestException} with {@code
     * UNKNOWN_GROUP}, as Kafka does, when it cannot be done: there is no such group for the consumer protocol.
     */
    List<GroupRecord> of(Group group, ClassicGeneration generation) {
        List<GroupRecord> changes = new ArrayList<>();
        if (group.classic().isPresent()) {
            changes.add(new GroupRecord.Classic(group.name(), Optional.empty()));
        }
        if (generation.members().isEmpty()) {
            return changes;
        }
        check(group, generation);
        SortedMap<String, Member> members = new TreeMap<>();
        Set<TopicPartition> taken = new TreeSet<>();
        generation.members().forEach((id, member) -> members.put(id, convert(group.name(), generation, member, taken)));
        changes.add(new GroupRecord.Header(
                group.name(), Optional.of(new GroupHeader(generation.number(), 0, topics.partitionCounts(members)))));
        members.forEach((id, member) -> {
            changes.add(new GroupRecord.Membership(group.name(), id, Optional.of(member)));
            changes.add(new GroupRecord.Target(group.name(), id, Optional.of(member.assigned())));
        });
        return changes;
    }

    private void check(Group group, ClassicGeneration generation) {
        if (!settings.migration().allowsUpgrade()) {
            throw impossible(group.name(), "this is switched off (group-migration)");
        }
        if (!generation.protocolType().equals(CONSUMER)) {
            throw impossible(group.name(), "its members are no consumers");
        }
        if (generation.members().size() > settings.maxMembers()) {
            throw impossible(group.name(), "it has too many members (group-max-members)");
        }
    }

    private Member convert(
            String group, ClassicGeneration generation, ClassicMember member, Set<TopicPartition> taken) {
        List<JoinGroup.Protocol> protocols = new ArrayList<>(member.protocols());
        // The one in use comes first: the member is told that it stays so.
        protocols.sort((a, b) -> Boolean.compare(isInUse(generation, b), isInUse(generation, a)));
        try {
            ConsumerSubscription wants =
                    ConsumerSubscription.read(protocols.getFirst().metadata());
            ConsumerAssignment has = ConsumerAssignment.read(member.assignment());
            if (has.hasUserData()) {
                throw impossible(group, "its assignor is one of its own");
            }
            // Two that have the same partition are a defect of their assignor; the first keeps it.
            SortedSet<TopicPartition> assigned = PartitionSets.filter(has.partitions(), p -> exists(p) && taken.add(p));
            Identity who = new Identity(member.clientId(), member.remote(), member.instanceId(), wants.rack());
            return Member.joining(
                            who,
                            Introductions.rebalanceTimeout(member.rebalanceTimeout()),
                            Subscription.to(valid(wants.topics())))
                    .speakingClassic(new ClassicTraits(member.sessionTimeout(), protocols))
                    .withPartitions(assigned, PartitionSets.NONE)
                    .withEpoch(generation.number(), generation.number());
        } catch (IllegalArgumentException malformed) {
            throw impossible(group, "what its members told one another is malformed: " + malformed.getMessage());
        }
    }

    private static boolean isInUse(ClassicGeneration generation, JoinGroup.Protocol protocol) {
        return generation.protocol().equals(Optional.of(protocol.name()));
    }

    private boolean exists(TopicPartition partition) {
        return partition.partition() >= 0
                && partition.partition()
                        < topics.partitionCount(partition.topic()).orElse(0);
    }

    /** Names that no topic can have are none. */
    static Set<String> valid(Set<String> names) {
        return names.stream()
                .filter(name -> TopicNames.problem(name).isEmpty())
                .limit(Limits.MAX_TOPICS)
                .collect(Collectors.toSet());
    }

    private static RequestException impossible(String group, String why) {
        return new RequestException(
                ErrorCode.UNKNOWN_GROUP,
                "group " + group + " is a classic group with members, and cannot become another: " + why);
    }
}

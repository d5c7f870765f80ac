package io.gokafka.cli.command;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.cli.text.ConsumerProtocol;
import java.util.List;

/**
 * Members of classic groups. What they tell each other is opaque to brokers; that of consumers is known, so that people see topics
 * and partitions.
 */
final class ClassicMembers {
    private static final String CONSUMERS = "consumer";

    private ClassicMembers() {}

    /** A group with the topics and partitions of its members filled in, as far as they can be read. */
    static DescribeGroup.Result readable(DescribeGroup.Result group) {
        if (!group.protocolType().equals(CONSUMERS)) {
            return group;
        }
        return new DescribeGroup.Result(
                group.name(),
                group.state(),
                group.epoch(),
                group.members().stream().map(ClassicMembers::readable).toList(),
                group.type(),
                group.protocolType(),
                group.protocol());
    }

    private static DescribeGroup.Member readable(DescribeGroup.Member member) {
        return member.more()
                .classic()
                .map(classic -> new DescribeGroup.Member(
                        member.id(),
                        member.clientId(),
                        member.remote(),
                        member.epoch(),
                        ConsumerProtocol.topics(classic.metadata()).orElse(List.of()),
                        ConsumerProtocol.partitions(classic.assignment()).orElse(List.<TopicPartition>of()),
                        member.more()))
                .orElse(member);
    }
}

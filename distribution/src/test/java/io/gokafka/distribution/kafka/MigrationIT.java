package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.distribution.kafka.Members.Member;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A group changes its protocol while it works: its members are replaced one by one. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class MigrationIT {
    private static final int PARTITIONS = 6;

    private final Kafka kafka;

    MigrationIT(Kafka kafka) {
        this.kafka = kafka;
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "COOPERATIVE_STICKY"})
    void aGroupMovesToTheConsumerProtocolAndBackWithoutLosingOrRepeatingARecord(Protocol classic) {
        String topic = kafka.topic(PARTITIONS);
        String group = Kafka.name("group");
        try (Members members = new Members(kafka, group, topic);
                Admin admin = kafka.admin()) {
            Member first = members.join(classic);
            Member second = members.join(classic);
            members.untilShared(PARTITIONS);
            int expected = fillAndRead(members, topic, 0);
            assertEquals(GroupType.CLASSIC, type(admin, group));

            Member third = members.join(Protocol.CONSUMER_UNIFORM); // both kinds are members now
            members.untilShared(PARTITIONS);
            assertEquals(GroupType.CONSUMER, type(admin, group));
            expected = fillAndRead(members, topic, expected);
            members.leave(first);
            members.untilShared(PARTITIONS);
            expected = fillAndRead(members, topic, expected);
            Member fourth = members.join(Protocol.CONSUMER_UNIFORM);
            members.leave(second);
            members.untilShared(PARTITIONS);
            expected = fillAndRead(members, topic, expected);
            assertEquals(GroupType.CONSUMER, type(admin, group));

            members.join(classic);
            members.untilShared(PARTITIONS);
            expected = fillAndRead(members, topic, expected);
            members.leave(third);
            members.leave(fourth);
            members.untilShared(PARTITIONS);
            expected = fillAndRead(members, topic, expected);
            assertEquals(GroupType.CLASSIC, type(admin, group));

            assertEquals(expected, members.counts().size());
            assertEquals(expected, members.records().size(), "nothing comes twice");
        }
    }

    private int fillAndRead(Members members, String topic, int before) {
        for (int p = 0; p < PARTITIONS; p++) {
            kafka.fill(topic, p, 5);
        }
        members.untilRead(before + 5 * PARTITIONS);
        members.commit();
        return before + 5 * PARTITIONS;
    }

    private static GroupType type(Admin admin, String group) {
        return Kafka.get(admin.describeConsumerGroups(List.of(group))
                        .describedGroups()
                        .get(group))
                .type();
    }
}

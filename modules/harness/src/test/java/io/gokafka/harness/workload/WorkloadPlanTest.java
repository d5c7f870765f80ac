package io.gokafka.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.ReadFrom;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.workload.WorkloadPlan.MemberPlan;
import io.gokafka.harness.workload.WorkloadPlan.ProducerPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkloadPlanTest {
    private static final List<TopicPartition> PARTITIONS =
            IntStream.range(0, 6).mapToObj(i -> new TopicPartition("t", i)).toList();
    private static final WorkloadSettings SETTINGS = WorkloadSettings.of(PARTITIONS);

    private static Stream<WorkloadPlan> plans() {
        return LongStream.range(0, 200).mapToObj(seed -> WorkloadPlan.draw(seed, SETTINGS));
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertEquals(WorkloadPlan.draw(7, SETTINGS), WorkloadPlan.draw(7, SETTINGS));
        assertNotEquals(WorkloadPlan.draw(7, SETTINGS), WorkloadPlan.draw(8, SETTINGS));
    }

    @Test
    void everyModeIsThereOverBothProtocols() {
        plans().forEach(plan -> {
            Set<Mode> grpc = modes(plan, Protocol.GRPC);
            Set<Mode> kafka = modes(plan, Protocol.KAFKA);
            assertEquals(Set.of(Mode.values()), grpc);
            assertEquals(Set.of(Mode.values()), kafka);
        });
    }

    @Test
    void someReadersOfOurClientTakeAnyReplica() {
        Set<ReadFrom> grpc = new HashSet<>();
        plans().flatMap(plan -> plan.readers().stream()).forEach(reader -> {
            if (reader.protocol() == Protocol.GRPC) {
                grpc.add(reader.readFrom());
            } else {
                assertEquals(ReadFrom.LEADER, reader.readFrom());
            }
        });
        assertEquals(Set.of(ReadFrom.values()), grpc);
    }

    private static Set<Mode> modes(WorkloadPlan plan, Protocol protocol) {
        Set<Mode> modes = new HashSet<>();
        plan.producers().stream().filter(p -> p.protocol() == protocol).forEach(p -> modes.add(p.mode()));
        return modes;
    }

    @Test
    void allProducersTogetherKeepTheRate() {
        plans().forEach(plan -> assertTrue(plan.producers().stream()
                        .mapToInt(ProducerPlan::recordsPerSecond)
                        .sum()
                <= SETTINGS.recordsPerSecond()));
    }

    @Test
    void everyProducerHasPartitions() {
        plans().flatMap(plan -> plan.producers().stream()).forEach(p -> {
            assertFalse(p.partitions().isEmpty());
            assertTrue(PARTITIONS.containsAll(p.partitions()));
        });
    }

    @Test
    void namesAreUnique() {
        plans().forEach(plan -> {
            List<String> names = Stream.of(
                            plan.producers().stream().map(ProducerPlan::name),
                            plan.readers().stream().map(WorkloadPlan.ReaderPlan::name),
                            plan.members().stream().map(MemberPlan::name))
                    .flatMap(n -> n)
                    .toList();
            assertEquals(names.size(), new HashSet<>(names).size());
        });
    }

    @Test
    void classicMembersHaveAGroupOfTheirOwn() {
        plans().flatMap(plan -> plan.members().stream())
                .forEach(m -> assertEquals(
                        m.group().equals("group-classic"), m.membership() == WorkloadPlan.Membership.CLASSIC));
    }

    @Test
    void kindsOfClientsMayBeLeftOut() {
        WorkloadPlan plan = WorkloadPlan.draw(1, SETTINGS.withClients(1, 0, 0));
        assertEquals(1, plan.producers().size());
        assertTrue(plan.readers().isEmpty());
        assertTrue(plan.members().isEmpty());
    }
}

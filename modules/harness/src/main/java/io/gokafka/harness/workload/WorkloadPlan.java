package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.ReadFrom;
import io.gokafka.harness.history.Event.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Who uses the cluster in a run: drawn from a seed, the same for the same seed and settings. Pure.
 *
 * @param seed what it was drawn from
 * @param producers who writes
 * @param readers who reads without a group
 * @param members who reads in groups
 */
public record WorkloadPlan(
        long seed, List<ProducerPlan> producers, List<ReaderPlan> readers, List<MemberPlan> members) {
    public WorkloadPlan {
        producers = List.copyOf(producers);
        readers = List.copyOf(readers);
        members = List.copyOf(members);
    }

    /**
     * A series of producers, one after the other.
     *
     * @param lifetime of one, on average
     * @param maxPadding bytes of a record, at most, above its number
     * @param burstRecords how many are sent at once at times
     */
    public record ProducerPlan(
            String name,
            long seed,
            Protocol protocol,
            Mode mode,
            List<TopicPartition> partitions,
            int recordsPerSecond,
            int burstRecords,
            int maxPadding,
            Duration lifetime) {}

    /**
     * A series of readers, one after the other.
     *
     * @param fromBeginning how likely one begins at the first offset; else at the end
     * @param readFrom which brokers it reads from; Kafka's clients read from leaders
     */
    public record ReaderPlan(
            String name,
            long seed,
            Protocol protocol,
            List<TopicPartition> partitions,
            double fromBeginning,
            ReadFrom readFrom,
            Duration lifetime) {}

    /** How a member takes part in its group. */
    public enum Membership {
        /** gokafka's consumer. */
        GRPC,
        /** Kafka's consumer, in a group whose leading member assigns. */
        CLASSIC,
        /** Kafka's consumer, in a group whose coordinator assigns (KIP-848). */
        CONSUMER
    }

    /**
     * A series of members of a group, one after the other.
     *
     * @param commitEvery records between commits
     */
    public record MemberPlan(
            String name,
            long seed,
            Membership membership,
            String group,
            List<String> topics,
            int commitEvery,
            Duration lifetime) {}

    /** Draws one. */
    public static WorkloadPlan draw(long seed, WorkloadSettings settings) {
        Random random = new Random(seed);
        return new WorkloadPlan(
                seed, producers(random, settings), readers(random, settings), Members.draw(random, settings));
    }

    private record Kind(Protocol protocol, Mode mode) {}

    /** What is strict comes first, and more often. */
    private static final List<Kind> KINDS = List.of(
            new Kind(Protocol.GRPC, Mode.IDEMPOTENT),
            new Kind(Protocol.KAFKA, Mode.IDEMPOTENT),
            new Kind(Protocol.KAFKA, Mode.ALL),
            new Kind(Protocol.GRPC, Mode.ALL),
            new Kind(Protocol.GRPC, Mode.LEADER),
            new Kind(Protocol.KAFKA, Mode.LEADER),
            new Kind(Protocol.GRPC, Mode.IDEMPOTENT),
            new Kind(Protocol.KAFKA, Mode.IDEMPOTENT),
            new Kind(Protocol.GRPC, Mode.NONE),
            new Kind(Protocol.KAFKA, Mode.NONE));

    private static List<ProducerPlan> producers(Random random, WorkloadSettings settings) {
        List<ProducerPlan> plans = new ArrayList<>();
        int rate = Math.max(1, settings.recordsPerSecond() / Math.max(1, settings.producers()));
        for (int i = 0; i < settings.producers(); i++) {
            Kind kind = KINDS.get(i % KINDS.size());
            plans.add(new ProducerPlan(
                    "producer-" + kind.protocol().label() + "-" + i,
                    random.nextLong(),
                    kind.protocol(),
                    kind.mode(),
                    Draws.some(settings.partitions(), random),
                    rate,
                    random.nextInt(rate + 1),
                    random.nextInt(settings.maxPadding() + 1),
                    settings.lifetime()));
        }
        return plans;
    }

    private static List<ReaderPlan> readers(Random random, WorkloadSettings settings) {
        List<ReaderPlan> plans = new ArrayList<>();
        for (int i = 0; i < settings.readers(); i++) {
            Protocol protocol = i % 2 == 0 ? Protocol.GRPC : Protocol.KAFKA;
            plans.add(new ReaderPlan(
                    "reader-" + protocol.label() + "-" + i,
                    random.nextLong(),
                    protocol,
                    Draws.some(settings.partitions(), random),
                    settings.fromBeginning(),
                    protocol == Protocol.GRPC && random.nextBoolean() ? ReadFrom.ANY_REPLICA : ReadFrom.LEADER,
                    settings.lifetime()));
        }
        return plans;
    }

    /** Who is in which group: one group for each way to take part, and one that both of KIP-848's share. */
    private static final class Members {
        private static List<MemberPlan> draw(Random random, WorkloadSettings settings) {
            List<MemberPlan> plans = new ArrayList<>();
            List<Membership> mixed = List.of(Membership.GRPC, Membership.CONSUMER);
            for (int i = 0; i < settings.membersPerGroup(); i++) {
                for (Membership membership : Membership.values()) {
                    String group = "group-" + membership.name().toLowerCase(java.util.Locale.ROOT);
                    plans.add(member(group, i, membership, random, settings));
                }
                plans.add(member("group-mixed", i, mixed.get(i % mixed.size()), random, settings));
            }
            return plans;
        }

        private static MemberPlan member(
                String group, int number, Membership membership, Random random, WorkloadSettings settings) {
            return new MemberPlan(
                    "member-" + group + "-" + number,
                    random.nextLong(),
                    membership,
                    group,
                    settings.partitions().stream()
                            .map(TopicPartition::topic)
                            .distinct()
                            .toList(),
                    1 + random.nextInt(settings.commitEvery()),
                    settings.lifetime());
        }
    }

    /** Choices of more than one thing. */
    private static final class Draws {
        /** Half of them or more, in their order. */
        private static List<TopicPartition> some(List<TopicPartition> all, Random random) {
            int leave = random.nextInt(all.size() / 2 + 1);
            List<TopicPartition> some = new ArrayList<>(all);
            for (int i = 0; i < leave; i++) {
                some.remove(random.nextInt(some.size()));
            }
            return List.copyOf(some);
        }
    }
}

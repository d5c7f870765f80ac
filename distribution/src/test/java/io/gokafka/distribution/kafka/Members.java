package io.gokafka.distribution.kafka;

import io.gokafka.distribution.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullMarked;

/** Members of one group, polled in turn by the test's thread. What they get is committed before a partition is given up. */
@NullMarked
final class Members implements AutoCloseable {
    /** One consumer of the group. */
    static final class Member implements ConsumerRebalanceListener {
        final KafkaConsumer<String, String> consumer;
        final List<ConsumerRecord<String, String>> records = new ArrayList<>();
        int assignments;
        int revocations;
        int losses;

        private Member(KafkaConsumer<String, String> consumer) {
            this.consumer = consumer;
        }

        Set<TopicPartition> assignment() {
            return consumer.assignment();
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assignments++;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            revocations++;
            consumer.commitSync();
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            losses++;
        }
    }

    private final Kafka kafka;
    private final String group;
    private final String topic;
    private final List<Member> members = new ArrayList<>();
    private final List<Member> former = new ArrayList<>();

    Members(Kafka kafka, String group, String topic) {
        this.kafka = kafka;
        this.group = group;
        this.topic = topic;
    }

    String group() {
        return group;
    }

    /** One more member, which subscribes; it joins when the members are polled. */
    Member join(Protocol protocol, Object... more) {
        Object[] settings = Stream.of(
                        Arrays.stream(protocol.settings()), Arrays.stream(more), Stream.<Object>of("group.id", group))
                .flatMap(s -> s)
                .toArray();
        Member member = new Member(kafka.consumer(settings));
        member.consumer.subscribe(List.of(topic), member);
        members.add(member);
        return member;
    }

    /** A member says goodbye. */
    void leave(Member member) {
        members.remove(member);
        former.add(member);
        member.consumer.close();
    }

    /** A member is gone without a word, for the broker to find out. */
    void vanish(Member member) {
        members.remove(member);
        former.add(member);
        member.consumer.close(CloseOptions.timeout(Duration.ofSeconds(10))
                .withGroupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
    }

    /** The one member that there is. */
    Member only() {
        if (members.size() != 1) {
            throw new AssertionError("not one member: " + this);
        }
        return members.getFirst();
    }

    /** Polls the members in turn until a condition holds. */
    void until(String what, BooleanSupplier condition) {
        Await.until(() -> what + ", " + this, Kafka.PATIENCE, () -> {
            pollOnce();
            return condition.getAsBoolean();
        });
    }

    void pollOnce() {
        for (Member member : members) {
            member.consumer.poll(Duration.ofMillis(20)).forEach(member.records::add);
        }
    }

    /** Polls until the members share that many partitions, each at least one and none two of them. */
    void untilShared(int partitions) {
        until("the members share " + partitions + " partitions", () -> {
            List<TopicPartition> all =
                    members.stream().flatMap(m -> m.assignment().stream()).toList();
            return all.size() == partitions
                    && Set.copyOf(all).size() == partitions
                    && members.stream().noneMatch(m -> m.assignment().isEmpty());
        });
    }

    /** Polls until the members have received so many records together, those of former ones included. */
    void untilRead(int count) {
        until(count + " records have come", () -> records().size() >= count);
    }

    /** Commits the positions of all members. */
    void commit() {
        members.forEach(m -> m.consumer.commitSync());
    }

    List<ConsumerRecord<String, String>> records() {
        return Stream.concat(former.stream(), members.stream())
                .flatMap(m -> m.records.stream())
                .toList();
    }

    /** How many records have come, repeated ones among them. */
    long received() {
        return Stream.concat(members.stream(), former.stream())
                .mapToLong(member -> member.records.size())
                .sum();
    }

    /** How often each partition's offsets have come. */
    Map<String, Long> counts() {
        return records().stream()
                .collect(Collectors.groupingBy(
                        r -> r.partition() + "@" + r.offset(), TreeMap::new, Collectors.counting()));
    }

    @Override
    public void close() {
        members.forEach(m -> m.consumer.close(CloseOptions.timeout(Duration.ofSeconds(5))));
    }

    @Override
    public String toString() {
        return members.stream()
                .map(m -> m.assignment() + " with " + m.records.size() + " records")
                .collect(Collectors.joining("; ", group + ": ", ""));
    }
}

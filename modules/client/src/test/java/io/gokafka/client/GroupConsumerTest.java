package io.gokafka.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.fake.FakeCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupConsumerTest {
    private static final Duration SHORT = Duration.ofMillis(5);

    private final FakeCluster cluster = new FakeCluster(3).topic("t", 4);
    private final GokafkaClient client = cluster.client();
    private final Map<Long, Integer> seen = new ConcurrentHashMap<>();
    private final List<String> calls = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
    }

    private Consumer member(boolean autoCommit) {
        ConsumerConfig config = ConsumerConfig.defaults()
                .withGroup("g")
                .withStartFrom(StartFrom.EARLIEST)
                .withFetchMaxWait(Duration.ofMillis(20))
                .withAutoCommitInterval(Duration.ofMillis(10))
                .withAutoCommit(autoCommit);
        Consumer consumer = client.consumer(config);
        consumer.subscribe(List.of("t"), new RebalanceListener() {
            @Override
            public void onAssigned(Collection<TopicPartition> partitions) {
                calls.add("assigned " + partitions.size());
            }

            @Override
            public void onRevoked(Collection<TopicPartition> partitions) {
                calls.add("revoked " + partitions.size());
            }

            @Override
            public void onLost(Collection<TopicPartition> partitions) {
                calls.add("lost " + partitions.size());
            }
        });
        return consumer;
    }

    private void produce(int from, int to) {
        try (Producer producer = client.producer(ProducerConfig.defaults())) {
            for (int i = from; i < to; i++) {
                var _ = producer.send(ProducerRecord.of("t", "value " + i)
                        .withPartition(i % 4)
                        .withTimestamp(i));
            }
        }
    }

    /** The timestamp tells the record. */
    private void pollOnce(Consumer consumer) {
        consumer.poll(SHORT).forEach(r -> seen.merge(r.timestamp(), 1, Integer::sum));
    }

    private void pollUntilShared(int each, Consumer... members) {
        Eventually.holds("each has " + each + " partitions", () -> {
            for (Consumer member : members) {
                pollOnce(member);
            }
            return Set.of(members).stream().allMatch(m -> m.assignment().size() == each);
        });
    }

    private void pollUntilSeen(int count, Consumer... members) {
        Eventually.holds("all records are seen", () -> {
            for (Consumer member : members) {
                pollOnce(member);
            }
            return seen.size() == count;
        });
    }

    @Test
    void onlyMemberReadsEverything() {
        produce(0, 100);
        try (Consumer consumer = member(true)) {
            pollUntilSeen(100, consumer);
            assertEquals(4, consumer.assignment().size());
        }
        assertEquals(List.of("assigned 4", "revoked 4"), calls);
        assertEquals(Set.of(1), Set.copyOf(seen.values()));
        assertEquals(List.of(), cluster.groups().members("g"));
        assertEquals(100, cluster.groups().committed("g"));
    }

    @Test
    void secondMemberTakesHalfAndGivesItBackWithoutLossOrRepetition() {
        produce(0, 100);
        try (Consumer first = member(true)) {
            pollUntilSeen(100, first);
            try (Consumer second = member(true)) {
                pollUntilShared(2, first, second);
                assertEquals(4, union(first, second).size());
                produce(100, 200);
                pollUntilSeen(200, first, second);
            }
            pollUntilShared(4, first);
            produce(200, 300);
            pollUntilSeen(300, first);
        }
        assertEquals(Set.of(1), Set.copyOf(seen.values()));
    }

    private static Set<TopicPartition> union(Consumer... members) {
        return Set.of(members).stream()
                .flatMap(m -> m.assignment().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void memberThatWasMissedDropsAllAndJoinsAgain() {
        produce(0, 40);
        try (Consumer consumer = member(true)) {
            pollUntilSeen(40, consumer);
            cluster.groups().expire("g", cluster.groups().members("g").getFirst());
            Eventually.holds("it has joined again", () -> {
                pollOnce(consumer);
                return calls.size() == 3 && consumer.assignment().size() == 4;
            });
            produce(40, 80);
            pollUntilSeen(80, consumer);
        }
        assertEquals(List.of("assigned 4", "lost 4", "assigned 4", "revoked 4"), calls);
    }

    @Test
    void coordinatorMayMoveAndDie() {
        produce(0, 40);
        try (Consumer consumer = member(false)) {
            pollUntilSeen(40, consumer);
            cluster.groups().moveCoordinator(1);
            consumer.commit();
            assertEquals(40, cluster.groups().committed("g"));
            cluster.kill(0);
            for (int partition = 0; partition < 4; partition++) {
                cluster.moveLeader(new TopicPartition("t", partition), 1);
            }
            produce(40, 80);
            pollUntilSeen(80, consumer);
            consumer.commit(new TreeMap<>(Map.of(new TopicPartition("t", 0), 3L)));
            assertEquals(3, cluster.groups().committed("g", new TopicPartition("t", 0)));
        }
        assertEquals(List.of("assigned 4", "revoked 4"), calls);
    }

    @Test
    void commitOfAMissedMemberIsRefused() {
        produce(0, 4);
        try (Consumer consumer = member(false)) {
            pollUntilSeen(4, consumer);
            cluster.groups().expire("g", cluster.groups().members("g").getFirst());
            RequestException failure = assertThrows(RequestException.class, consumer::commit);
            assertTrue(Set.of(ErrorCode.UNKNOWN_MEMBER, ErrorCode.FENCED_MEMBER_EPOCH)
                    .contains(failure.code()));
        }
    }

    @Test
    void groupNameThatIsRefusedIsReportedByPoll() {
        try (Consumer consumer = client.consumer(ConsumerConfig.defaults().withGroup(""))) {
            consumer.subscribe(List.of("t"));
            RequestException failure =
                    assertThrows(RequestException.class, () -> consumer.poll(Duration.ofSeconds(20)));
            assertEquals(ErrorCode.INVALID_GROUP, failure.code());
        }
    }
}

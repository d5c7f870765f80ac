package io.gokafka.broker.group.migration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What consumers tell one another, byte by byte as Kafka's schemas have it. */
final class ConsumerProtocolTest {
    private static final String TOPICS = "00000002" + "0001" + "61" + "0002" + "6262";
    private static final String NO_USER_DATA = "ffffffff";
    private static final String OWNED = "00000001" + "0001" + "61" + "00000002" + "00000000" + "00000003";

    @Test
    void allVersionsOfASubscriptionAreRead() {
        TreeSet<String> topics = new TreeSet<>(List.of("a", "bb"));
        SortedSet<TopicPartition> owned = partitions(0, 3);
        assertEquals(
                new ConsumerSubscription(0, topics, new TreeSet<>(), Optional.empty()),
                subscription("0000" + TOPICS + NO_USER_DATA));
        assertEquals(
                new ConsumerSubscription(1, topics, owned, Optional.empty()),
                subscription("0001" + TOPICS + "00000002ffff" + OWNED));
        assertEquals(
                new ConsumerSubscription(2, topics, owned, Optional.empty()),
                subscription("0002" + TOPICS + NO_USER_DATA + OWNED + "00000007"));
        assertEquals(
                new ConsumerSubscription(3, topics, owned, Optional.of("r")),
                subscription("0003" + TOPICS + NO_USER_DATA + OWNED + "00000007" + "0001" + "72"));
        assertEquals(
                new ConsumerSubscription(3, topics, owned, Optional.empty()),
                subscription("0003" + TOPICS + NO_USER_DATA + OWNED + "00000007" + "ffff"));
    }

    @Test
    void anAssignmentIsWrittenAndReadAgain() {
        byte[] bytes = ConsumerAssignment.write(partitions(0, 3), 1);
        assertArrayEquals(HexFormat.of().parseHex("0001" + OWNED + NO_USER_DATA), bytes);
        assertEquals(new ConsumerAssignment(partitions(0, 3), false), ConsumerAssignment.read(bytes));
    }

    @Test
    void noBytesAreNoAssignmentAndUserDataIsSeen() {
        assertTrue(ConsumerAssignment.read(new byte[0]).partitions().isEmpty());
        byte[] withData = HexFormat.of().parseHex("0000" + OWNED + "00000001" + "2a");
        assertTrue(ConsumerAssignment.read(withData).hasUserData());
        byte[] withNone = HexFormat.of().parseHex("0000" + OWNED + "00000000");
        assertFalse(ConsumerAssignment.read(withNone).hasUserData());
    }

    @Test
    void bytesThatEndTooEarlyAreRefused() {
        byte[] whole = HexFormat.of().parseHex("0003" + TOPICS + NO_USER_DATA + OWNED + "00000007" + "0001" + "72");
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IllegalArgumentException.class, () -> ConsumerSubscription.read(cut));
        }
    }

    @Test
    void randomBytesAreReadOrRefused() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            Arrays.fill(bytes, 0, Math.min(bytes.length, random.nextInt(8)), (byte) 0);
            try {
                assertTrue(ConsumerSubscription.read(bytes).topics().size() <= bytes.length);
            } catch (IllegalArgumentException refused) {
                assertFalse(String.valueOf(refused.getMessage()).isEmpty());
            }
        }
    }

    private static ConsumerSubscription subscription(String hex) {
        return ConsumerSubscription.read(HexFormat.of().parseHex(hex));
    }

    private static SortedSet<TopicPartition> partitions(int... numbers) {
        SortedSet<TopicPartition> partitions = new TreeSet<>();
        Arrays.stream(numbers).forEach(n -> partitions.add(new TopicPartition("a", n)));
        return partitions;
    }
}

package io.gokafka.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.TopicPartition;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConsumerProtocolTest {
    /** Version 1, topic "ab" with partitions 0 and 3, no user data. */
    private static final byte[] ASSIGNMENT =
            HexFormat.of().parseHex("0001" + "00000001" + "00026162" + "00000002" + "0000000000000003" + "ffffffff");

    /** Version 3, topics "ab" and "c", no user data, then what version 3 has more. */
    private static final byte[] SUBSCRIPTION = HexFormat.of()
            .parseHex("0003" + "00000002" + "00026162" + "000163" + "ffffffff" + "00000000" + "ffffffffffff");

    @Test
    void assignmentTellsPartitions() {
        assertEquals(
                Optional.of(List.of(new TopicPartition("ab", 0), new TopicPartition("ab", 3))),
                ConsumerProtocol.partitions(ASSIGNMENT));
    }

    @Test
    void subscriptionTellsTopics() {
        assertEquals(Optional.of(List.of("ab", "c")), ConsumerProtocol.topics(SUBSCRIPTION));
    }

    @Test
    void nothingIsAnEmptyAssignment() {
        assertEquals(Optional.of(List.of()), ConsumerProtocol.partitions(new byte[0]));
        assertEquals(Optional.of(List.of()), ConsumerProtocol.topics(new byte[0]));
    }

    @Test
    void assignmentThatEndsTooEarlyIsNone() {
        int needed = ASSIGNMENT.length - 4; // user data is not looked at
        for (int length = 1; length < needed; length++) {
            assertEquals(Optional.empty(), ConsumerProtocol.partitions(Arrays.copyOf(ASSIGNMENT, length)));
        }
    }

    @Test
    void hugeAndNegativeCountsTakeNoMemory() {
        for (String count : List.of("7fffffff", "ffffffff", "80000000")) {
            byte[] bytes = HexFormat.of().parseHex("0000" + count + "00026162");
            assertEquals(Optional.empty(), ConsumerProtocol.partitions(bytes));
            assertEquals(Optional.empty(), ConsumerProtocol.topics(bytes));
        }
    }

    @Test
    void anyBytesAreReadWithoutAnException() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = round % 2 == 0 ? ASSIGNMENT.clone() : SUBSCRIPTION.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            var _ = ConsumerProtocol.partitions(bytes);
            var _ = ConsumerProtocol.topics(bytes);
        }
    }
}

package io.gokafka.client.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur2Test {
    /** The vectors of org.apache.kafka.common.utils.UtilsTest. */
    @ParameterizedTest
    @CsvSource({
        "21, -973932308",
        "foobar, -790332482",
        "a-little-bit-long-string, -985981536",
        "a-little-bit-longer-string, -1486304829",
        "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971",
        "abc, 479470107"
    })
    void hashIsThatOfKafka(String text, int hash) {
        assertEquals(hash, Murmur2.hash(text.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"21, 0", "foobar, 6", "abc, 7"})
    void partitionIsNeverNegative(String text, int expected) {
        int positive = Murmur2.hash(text.getBytes(UTF_8)) & 0x7fffffff;
        assertEquals(positive % 10, Murmur2.partition(text.getBytes(UTF_8), 10));
        assertEquals(expected, Murmur2.partition(text.getBytes(UTF_8), 10));
    }
}

package io.gokafka.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.harness.history.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final Value VALUE = new Value(3, 141);

    @Test
    void aValueComesBackWhateverItsPadding() {
        for (int padding : new int[] {0, 1, 9, 10, 2000}) {
            assertEquals(VALUE, Payload.parse(Payload.of(VALUE, padding)));
        }
    }

    @Test
    void theHistorysOwnParserReadsItToo() {
        assertEquals(VALUE, Value.parse(new String(Payload.of(VALUE, 20), StandardCharsets.US_ASCII)));
    }

    @Test
    void everyOtherByteIsSeen() {
        byte[] right = Payload.of(VALUE, 30);
        for (int i = right.length - 30; i < right.length; i++) {
            byte[] wrong = right.clone();
            wrong[i] ^= 1;
            assertThrows(IllegalArgumentException.class, () -> Payload.parse(wrong));
        }
    }

    @Test
    void aShortenedOneIsSeen() {
        byte[] right = Payload.of(VALUE, 30);
        byte[] shorter = Arrays.copyOf(right, right.length - 1);
        assertThrows(IllegalArgumentException.class, () -> Payload.parse(shorter));
    }

    @Test
    void whatNobodyHasSentIsSeen() {
        assertThrows(IllegalArgumentException.class, () -> Payload.parse(null));
        assertThrows(IllegalArgumentException.class, () -> Payload.parse(new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> Payload.parse("3/141".getBytes(StandardCharsets.UTF_8)));
    }
}

package io.gokafka.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static Options parsed(String... words) {
        Options options = new Options();
        JCommander.newBuilder().addObject(options).build().parse(words);
        options.check();
        return options;
    }

    private static String refusal(String... words) {
        return String.valueOf(
                assertThrows(ParameterException.class, () -> parsed(words)).getMessage());
    }

    @Test
    void aRunIsAMinuteOfEverythingUnlessToldOtherwise() {
        Options options = parsed();
        assertEquals(Duration.ofMinutes(1), options.duration);
        assertEquals("all", options.faults);
        assertEquals(3, options.brokers);
    }

    @Test
    void timesHaveUnits() {
        assertEquals(Duration.ofSeconds(90), parsed("--duration", "90s").duration);
        assertTrue(refusal("--duration", "soon").contains("'soon'"));
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithTheRange() {
        assertTrue(refusal("--brokers", "6").contains("1 to 5"));
        assertTrue(refusal("--seeds", "0").contains("1 or more"));
        assertTrue(refusal("--rate", "0").contains("1 to 100000"));
        assertTrue(refusal("--network", "wifi").contains("namespaces"));
        assertTrue(refusal("--storage", "sqlite").contains("file, rocksdb or mixed"));
    }
}

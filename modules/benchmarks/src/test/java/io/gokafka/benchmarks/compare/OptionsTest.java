package io.gokafka.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {
    private static Options parsed(String... args) {
        Options options = new Options();
        JCommander.newBuilder().addObject(options).build().parse(args);
        options.check();
        return options;
    }

    @Test
    void casesAreChosenByWhatIsFoundInTheirTitles() {
        assertEquals(
                List.of(
                        "produce: acks=all, 100 B, 1 partition, default",
                        "produce: acks=all, 100 B, 1 partition, tuned"),
                parsed("--only", "acks=all, 100 B, 1 p").cases().stream()
                        .map(Case::title)
                        .toList());
        assertEquals(Cases.all().size(), parsed().cases().size());
    }

    @Test
    void contendersAreNamed() {
        assertEquals(
                List.of(Contender.KAFKA_SYNCED, Contender.GOKAFKA),
                parsed("--contenders", "kafka-synced,gokafka").chosen());
    }

    @Test
    void whatIsWrongIsSaid() {
        ParameterException refused = assertThrows(ParameterException.class, () -> parsed("--contenders", "pulsar"));
        assertEquals("--contenders are kafka, kafka-synced, gokafka, not pulsar", refused.getMessage());
        assertThrows(ParameterException.class, () -> parsed("--rounds", "0"));
        assertThrows(ParameterException.class, () -> parsed("--only", "("));
        assertThrows(ParameterException.class, () -> parsed("--scale", "0"));
    }
}

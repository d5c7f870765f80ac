package io.gokafka.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.Record;
import io.gokafka.harness.workload.Changelog.Write;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may be left of a compacted topic, and what may not. */
class ChangelogTest {
    private final Changelog changelog = new Changelog();

    private static Record record(long offset, String key, @Nullable Write write) {
        byte[] value = write == null ? null : ChangelogReader.value(write, 50);
        return new Record(offset, 0, key.getBytes(StandardCharsets.UTF_8), value, List.of());
    }

    private static Write value(long number) {
        return new Write(number, false);
    }

    private static Write tombstone(long number) {
        return new Write(number, true);
    }

    private List<String> wrong(Record... records) {
        return ChangelogReader.violations(changelog, "a test", List.of(records));
    }

    @Test
    void theLastAcknowledgedRecordIsRightWhateverIsLeftBeforeIt() {
        changelog.acknowledged("a", value(1), 10);
        changelog.acknowledged("a", value(2), 20);
        assertEquals(List.of(), wrong(record(20, "a", value(2))));
        assertEquals(List.of(), wrong(record(10, "a", value(1)), record(20, "a", value(2))));
    }

    @Test
    void anEarlierRecordInItsPlaceIsWrong() {
        changelog.acknowledged("a", value(1), 10);
        changelog.acknowledged("a", value(2), 20);
        assertEquals(1, wrong(record(10, "a", value(1))).size());
    }

    @Test
    void aMissingRecordIsWrong() {
        changelog.acknowledged("a", value(1), 10);
        assertEquals(1, wrong().size());
    }

    @Test
    void anotherOffsetIsWrong() {
        changelog.acknowledged("a", value(1), 10);
        assertEquals(1, wrong(record(11, "a", value(1))).size());
    }

    @Test
    void aKeyThatComesBackIsWrong() {
        changelog.acknowledged("a", value(1), 10);
        changelog.acknowledged("a", tombstone(2), 20);
        assertEquals(List.of(), wrong());
        assertEquals(List.of(), wrong(record(10, "a", value(1)), record(20, "a", null)));
        assertEquals(1, wrong(record(10, "a", value(1))).size());
    }

    @Test
    void whatNobodyKnowsOfMayBeThereOrNot() {
        changelog.acknowledged("a", value(1), 10);
        changelog.unknown("a", value(2));
        assertEquals(List.of(), wrong(record(10, "a", value(1))));
        assertEquals(List.of(), wrong(record(20, "a", value(2))));
        assertEquals(1, wrong(record(20, "a", value(3))).size());
        changelog.unknown("a", tombstone(4));
        assertEquals(List.of(), wrong());
    }

    @Test
    void aDamagedRecordAndAKeyThatNobodyWroteAreWrong() {
        changelog.acknowledged("a", value(1), 10);
        Record damaged = record(10, "a", value(1));
        byte[] bytes = damaged.value();
        assertTrue(bytes != null);
        bytes[bytes.length - 1]++;
        assertEquals(2, wrong(damaged).size());
        assertEquals(
                1, wrong(record(10, "a", value(1)), record(11, "b", value(2))).size());
    }
}

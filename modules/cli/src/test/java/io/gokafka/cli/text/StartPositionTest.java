package io.gokafka.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartPositionTest {
    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneId.of("Europe/Berlin"));

    @Test
    void placesAndOffsetsAreUnderstood() {
        assertEquals(new StartPosition.Beginning(), parse("beginning"));
        assertEquals(new StartPosition.End(), parse("end"));
        assertEquals(new StartPosition.AtOffset(0), parse("0"));
        assertEquals(new StartPosition.AtOffset(123_456_789_012L), parse("123456789012"));
    }

    @Test
    void timesMayHaveAZoneOrNone() {
        assertEquals(at("2025-06-01T10:00:00Z"), parse("2025-06-01T10:00:00Z"));
        assertEquals(at("2025-06-01T10:00:00.5Z"), parse("2025-06-01T12:00:00.5+02:00"));
        assertEquals(at("2025-06-01T08:00:00Z"), parse("2025-06-01T10:00"));
        assertEquals(at("2025-05-31T22:00:00Z"), parse("2025-06-01"));
    }

    @Test
    void timesMayBeAgo() {
        assertEquals(at("2025-06-01T11:00:00Z"), parse("-1h"));
        assertEquals(at("2025-06-01T11:30:00Z"), parse("-30m"));
        assertEquals(at("2025-05-25T12:00:00Z"), parse("-7d"));
        assertEquals(at("2025-06-01T11:59:59.750Z"), parse("-250ms"));
    }

    @Test
    void anythingElseIsRefusedWithWhatIsAllowed() {
        for (String text : List.of("", "start", "-1", "-1y", "--1h", "1h", "2025-13-01", "2025-06-01T25:00Z", "1.5")) {
            var failure = assertThrows(IllegalArgumentException.class, () -> parse(text), text);
            assertTrue(String.valueOf(failure.getMessage()).endsWith(StartPosition.ALLOWED), text);
        }
    }

    private static StartPosition parse(String text) {
        return StartPosition.parse(text, CLOCK);
    }

    private static StartPosition at(String time) {
        return new StartPosition.AtTime(Instant.parse(time));
    }
}

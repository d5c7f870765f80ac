package io.gokafka.harness.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.CommitFailed;
import io.gokafka.harness.history.Event.Committed;
import io.gokafka.harness.history.Event.CommittedRead;
import io.gokafka.harness.history.Event.Committing;
import io.gokafka.harness.history.Event.Deleting;
import io.gokafka.harness.history.Event.Failed;
import io.gokafka.harness.history.Event.Fault;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.Event.Positioned;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.Event.Resumed;
import io.gokafka.harness.history.Event.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {
    private static final TopicPartition PARTITION = new TopicPartition("a-topic.with_all", 12);
    private static final Value VALUE = new Value(3, 4_000_000_000L);
    private static final List<Event> ALL_KINDS = List.of(
            new Sent(1, "p", PARTITION, VALUE, 5, Mode.IDEMPOTENT),
            new Acknowledged(2, "p", PARTITION, VALUE, -1),
            new Failed(3, "p", PARTITION, VALUE, true, "a\ttab, a\nline, a\r, a \\n, \\"),
            new Failed(4, "p", PARTITION, VALUE, false, ""),
            new Positioned(5, "r", PARTITION, 0),
            new Read(6, "r", PARTITION, 9, VALUE),
            new Committing(7, "m", "group of mine", PARTITION, 10),
            new Committed(8, "m", "g", PARTITION, 10, 7),
            new CommitFailed(9, "m", "g", PARTITION, 10, false, "Überlast"),
            new CommittedRead(10, "m", "g", PARTITION, -1, 9),
            new Resumed(10, "m", "g", PARTITION, 10, 9),
            new Deleting(11, "admin", "t"),
            new Fault(12, "attacker", "node1 is killed"));

    @TempDir
    private Path dir;

    @Test
    void everyKindOfEventComesBackAsItWas() throws IOException {
        Set<Class<?>> kinds = ALL_KINDS.stream().map(Event::getClass).collect(Collectors.toSet());
        assertEquals(Set.copyOf(Arrays.asList(kindsOfEvents())), kinds);
        Path file = dir.resolve("history");
        HistoryFile.write(file, ALL_KINDS);
        assertEquals(ALL_KINDS, HistoryFile.read(file));
        assertEquals(ALL_KINDS.size(), Files.readAllLines(file).size());
    }

    private static Class<?>[] kindsOfEvents() {
        return Arrays.stream(Event.class.getPermittedSubclasses()).toArray(Class<?>[]::new);
    }

    @Test
    void lineReadsAsASentence() throws IOException {
        Path file = dir.resolve("history");
        HistoryFile.write(file, List.of(new Read(6, "r", PARTITION, 9, VALUE)));
        assertEquals("6\tRead\tr\ta-topic.with_all-12\t9\t3/4000000000\n", Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x\tFault\ta\tb",
                "1\tNothing\ta\tb",
                "1\tFault\ta",
                "1\tFault\ta\tb\tc",
                "1\tRead\tr\tt0\t9\t3/4",
                "1\tFailed\tp\tt-0\t3/4\tyes\tx"
            })
    void lineThatIsNoEventIsTold(String line) throws IOException {
        Path file = dir.resolve("history");
        Files.writeString(file, "1\tFault\ta\tb\n" + line + "\n");
        IOException e = assertThrows(IOException.class, () -> HistoryFile.read(file));
        assertTrue(String.valueOf(e.getMessage()).contains("line 2 "), e.getMessage());
    }
}

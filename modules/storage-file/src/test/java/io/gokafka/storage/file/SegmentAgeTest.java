package io.gokafka.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.tck.storage.Batches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a segment is too old, or too large after a change of the configuration. */
class SegmentAgeTest {
    private static final LogConfig DAILY = new LogConfig(1 << 20, Duration.ofDays(1));
    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    Path root;

    private LogFiles files;
    private FileStorage storage;
    private ReplicaStore store;

    @BeforeEach
    void open() {
        files = new LogFiles(root);
        storage = files.open();
        store = storage.open(LogFiles.LOG, DAILY);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void append(ByteBuffer... batches) {
        store.log().append(store.log().bounds().lastIndex() + 1, List.of(batches));
    }

    private static ByteBuffer at(long time) {
        return Batches.at(time, 1, "x");
    }

    private int segments() throws IOException {
        assertEquals(files.segments().size(), store.log().segments().size());
        return files.segments().size();
    }

    private long now() {
        return files.clock().millis();
    }

    @Test
    void segmentIsClosedByABatchThatIsSoMuchYoungerThanItsFirst() throws IOException {
        append(at(Batches.TIME), at(Batches.TIME + 5));
        append(at(Batches.TIME + DAY));
        assertEquals(1, segments());
        append(at(Batches.TIME + DAY + 1), at(Batches.TIME + DAY + 2));
        assertEquals(2, segments());
        append(at(Batches.TIME));
        assertEquals(2, segments(), "an older one closes nothing");
    }

    @Test
    void oneAppendOfManyDaysHasASegmentForEach() throws IOException {
        append(at(0), at(DAY), at(2 * DAY), at(2 * DAY + 5), at(4 * DAY));
        assertEquals(
                List.of(2L, 2L, 1L),
                store.log().segments().stream()
                        .map(s -> s.nextOffset() - s.baseOffset())
                        .toList());
        assertEquals(
                List.of(DAY, 2 * DAY + 5, 4 * DAY),
                store.log().segments().stream().map(s -> s.maxTimestamp()).toList());
    }

    @Test
    void timeOfTheAppendCountsWhenATimestampCannotBeTrue() throws IOException {
        append(at(now() + 100 * DAY));
        append(at(now() + 200 * DAY), at(-1));
        assertEquals(1, segments());
        files.clock().advance(Duration.ofMillis(DAY + 1));
        append(at(now() + 300 * DAY));
        assertEquals(2, segments());
    }

    @Test
    void entriesWithoutOffsetsHaveNoAge() throws IOException {
        append(Batches.control(Batches.TIME, 1));
        append(at(Batches.TIME + 9 * DAY), Batches.control(Batches.TIME + 50 * DAY, 1));
        append(at(Batches.TIME + 10 * DAY));
        assertEquals(1, segments());
        append(at(Batches.TIME + 10 * DAY + 1));
        assertEquals(2, segments());
    }

    @Test
    void ageSurvivesACleanStop() throws IOException {
        append(at(Batches.TIME));
        storage.close();
        storage = files.open();
        store = storage.open(LogFiles.LOG, DAILY);
        append(at(Batches.TIME + DAY));
        assertEquals(1, segments());
        append(at(Batches.TIME + DAY + 1));
        assertEquals(2, segments());
    }

    @Test
    void ageSurvivesACrash() throws IOException {
        append(Batches.control(Batches.TIME + DAY, 1), at(Batches.TIME));
        store.log().sync();
        LogFiles crashed = files.copyTo(root.resolve("crashed"));
        storage.close();
        files = crashed;
        storage = files.open();
        store = storage.open(LogFiles.LOG, DAILY);
        append(at(Batches.TIME + DAY));
        assertEquals(1, segments());
        append(at(Batches.TIME + DAY + 1));
        assertEquals(2, segments());
    }

    @Test
    void otherConfigurationTakesEffectAtTheNextAppend() throws IOException {
        append(at(Batches.TIME), at(Batches.TIME + 500));
        store.log().reconfigure(new LogConfig(1 << 20, Duration.ofMillis(600)));
        assertEquals(1, segments());
        append(at(Batches.TIME + 600));
        assertEquals(1, segments());
        append(at(Batches.TIME + 601));
        assertEquals(2, segments());
        store.log().reconfigure(new LogConfig(10, Duration.ofDays(1)));
        append(at(Batches.TIME + 602), at(Batches.TIME + 603));
        assertEquals(4, segments());
    }
}

package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.tck.storage.Batches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Look-ups in logs that are less even than those of the contract. */
class LookUpTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    Path directory;

    private World world;

    @BeforeEach
    void open() {
        world = World.open(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static void append(PartitionLog log, long time, int records) {
        String[] values = new String[records];
        Arrays.fill(values, "v");
        log.append(log.bounds().lastIndex() + 1, List.of(Batches.at(time, 1, values)));
    }

    @Test
    void offsetsOfBatchesOfVeryDifferentSizesAreFound() {
        Random random = new Random(5);
        PartitionLog log = world.open(World.LOG).log();
        for (int i = 0; i < 300; i++) {
            append(log, 100, i < 100 ? 1 : 1 + random.nextInt(i % 50 == 0 ? 500 : 3));
        }
        for (long offset = 0; offset < log.bounds().endOffset(); offset++) {
            EntryPosition entry = log.entryAtOffset(offset).orElseThrow();
            assertEquals(true, entry.baseOffset() <= offset && offset < entry.nextOffset(), entry + " has " + offset);
        }
    }

    @Test
    void timesThatRiseAndFallAreFoundAlsoBehindADroppedBeginning() {
        Random random = new Random(6);
        PartitionLog log = world.storage()
                .open(World.LOG, new LogConfig(2000, Duration.ofDays(7)))
                .log();
        long[] times = new long[200];
        for (int i = 0; i < times.length; i++) {
            times[i] = 1000L + i + random.nextInt(40);
            append(log, times[i], 1);
        }
        for (int first = 0; first < 120; first += 7) {
            log.dropPrefix(first + 1);
            for (long time = 990; time < 1260; time++) {
                assertEquals(
                        firstAt(times, first, time),
                        log.entryAtTime(time).map(EntryPosition::index).orElse(-1L));
            }
        }
    }

    private static long firstAt(long[] times, int from, long time) {
        for (int i = from; i < times.length; i++) {
            if (times[i] >= time) {
                return i + 1L;
            }
        }
        return -1;
    }

    @Test
    void pieceEndsBeforeABatchThatIsSoMuchYoungerAlsoAfterAStop() {
        PartitionLog log = openDaily();
        append(log, Batches.TIME, 1);
        append(log, Batches.TIME + DAY, 1);
        world.close();
        world = World.open(directory);
        log = openDaily();
        assertEquals(1, log.segments().size());
        append(log, Batches.TIME + DAY + 1, 1);
        append(log, Batches.TIME, 1);
        log.append(5, List.of(Batches.control(Batches.TIME + 50 * DAY, 1)));
        assertEquals(
                List.of(2L, 2L),
                log.segments().stream()
                        .map(piece -> piece.nextOffset() - piece.baseOffset())
                        .toList());
        log.truncateSuffix(3);
        assertEquals(
                List.of(Batches.TIME + DAY),
                log.segments().stream().map(LogSegment::maxTimestamp).toList());
        append(log, Batches.TIME + DAY + 1, 1);
        assertEquals(2, log.segments().size());
    }

    private PartitionLog openDaily() {
        return world.storage()
                .open(World.LOG, new LogConfig(100_000, Duration.ofDays(1)))
                .log();
    }
}

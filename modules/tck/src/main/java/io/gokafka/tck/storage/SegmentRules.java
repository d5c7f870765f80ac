package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.PartitionLog;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The pieces that a log consists of. */
public interface SegmentRules extends HasStorage {
    @Test
    default void newLogIsOneActivePiece() {
        assertEquals(
                List.of(new LogSegment(1, 0, 0, 0, -1, true)), world().log().segments());
        world().log().reset(500, 4000, 3);
        assertEquals(
                List.of(new LogSegment(500, 4000, 4000, 0, -1, true)),
                world().log().segments());
    }

    @Test
    default void piecesAreTheWholeLogWhileItGrowsAndShrinks() {
        world().fill(1, 150);
        checkPieces(world().log());
        world().log().truncateSuffix(140);
        checkPieces(world().log());
        world().fill(2, 30);
        checkPieces(world().log());
        world().log().dropPrefix(77);
        checkPieces(world().log());
        world().log().dropPrefix(world().log().bounds().lastIndex() + 1);
        assertTrue(world().log().segments().getLast().active());
        assertEquals(0, world().log().sizeInBytes());
    }

    @Test
    default void highestTimestampOfAPieceIsThatOfItsRecords() {
        mixedTimes();
        checkTimes(world().log());
        world().reopen();
        checkTimes(world().log());
        world().log().sync();
        world().crash();
        checkTimes(world().log());
    }

    @Test
    default void highestTimestampOfAPieceForgetsTruncatedRecords() {
        mixedTimes();
        for (long keep = 200; keep > 0; keep -= 7) {
            world().log().truncateSuffix(keep + 1);
            checkPieces(world().log());
            checkTimes(world().log());
        }
        world().reopen();
        checkTimes(world().log());
    }

    @Test
    default void droppingUpToAPieceFreesThoseBefore() {
        world().fill(1, 300);
        List<LogSegment> before = world().log().segments();
        int half = before.size() / 2;

        world().log().dropPrefix(before.get(half).firstIndex());

        assertEquals(before.subList(half, before.size()), world().log().segments());
        world().reopen();
        checkPieces(world().log());
        assertEquals(
                before.get(half).baseOffset(),
                world().log().segments().getFirst().baseOffset());
    }

    @Test
    default void piecesAreThereAfterAStop() {
        world().fill(1, 120);
        world().log().sync();
        world().crash();
        checkPieces(world().log());
        world().fill(2, 30);
        checkPieces(world().log());
        world().reopen();
        checkPieces(world().log());
        assertEquals(150, world().values().size());
    }

    @Test
    default void reconfiguredLogKeepsWhatItHasAndTakesMore() {
        world().fill(1, 50);
        world().log().reconfigure(LogConfig.DEFAULT);
        checkPieces(world().log());
        world().fill(1, 50);
        world().log().reconfigure(StorageFixture.SMALL_SEGMENTS);
        world().fill(1, 50);
        checkPieces(world().log());
        assertEquals(150, world().values().size());
    }

    /** Timestamps up and down, with entries without offsets that are younger than all records. */
    private void mixedTimes() {
        for (int i = 0; i < 100; i++) {
            long time = 1000 + (i * 37L) % 101;
            world().append(Batches.at(time, 1, "v" + i), Batches.control(9000, 1));
        }
    }

    /** The pieces follow each other from the start of the log to its end; the last one is active. */
    static void checkPieces(PartitionLog log) {
        LogBounds bounds = log.bounds();
        List<LogSegment> pieces = log.segments();
        long index = bounds.firstIndex();
        long offset = bounds.startOffset();
        for (int i = 0; i < pieces.size(); i++) {
            LogSegment piece = pieces.get(i);
            assertTrue(i == 0 ? piece.firstIndex() == index : piece.firstIndex() > index, pieces.toString());
            assertEquals(offset, piece.baseOffset(), pieces.toString());
            assertEquals(i == pieces.size() - 1, piece.active(), pieces.toString());
            log.entryAtIndex(piece.firstIndex()).ifPresent(e -> assertEquals(piece.baseOffset(), e.baseOffset()));
            index = piece.firstIndex();
            offset = piece.nextOffset();
        }
        assertTrue(pieces.getLast().firstIndex() <= bounds.lastIndex() + 1, pieces.toString());
        assertEquals(bounds.endOffset(), offset, pieces.toString());
        assertEquals(
                log.sizeInBytes(),
                pieces.stream().mapToLong(LogSegment::sizeInBytes).sum());
    }

    /** Of a log whose beginning was not dropped. */
    private static void checkTimes(PartitionLog log) {
        List<LogSegment> pieces = log.segments();
        for (int i = 0; i < pieces.size(); i++) {
            long end = i + 1 < pieces.size()
                    ? pieces.get(i + 1).firstIndex()
                    : log.bounds().lastIndex() + 1;
            long highest = LongStream.range(pieces.get(i).firstIndex(), end)
                    .mapToObj(index -> log.entryAtIndex(index).orElseThrow())
                    .filter(EntryPosition::takesOffsets)
                    .mapToLong(EntryPosition::maxTimestamp)
                    .max()
                    .orElse(-1);
            assertEquals(highest, pieces.get(i).maxTimestamp(), "piece " + i + " of " + pieces);
        }
    }
}

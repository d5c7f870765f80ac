package io.gokafka.consensus.jgroups.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.tck.storage.Batches;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a follower takes of what it is sent, whoever of both has compacted what. */
class FreshTest {
    private static final int ENTRIES = 40;

    @Test
    void whateverAFollowerHasItGetsTheRestOfTheLeadersLog() {
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            long[] terms = terms(random);
            long[] ends = ends(random);
            List<RecordBatch> leaders = holes(random, terms, ends);
            int has = random.nextInt(ENTRIES + 1);
            int same = random.nextInt(has + 1);
            int prev = random.nextInt(same + 1);

            Fresh fresh =
                    Fresh.of(prev, ENTRIES - prev, from(leaders, prev + 1)).orElseThrow();
            // Behind what is the same the follower has entries of a term of its own, as a leader that nobody followed
            // leaves them.
            fresh.skipWhile((index, term) -> index <= has && (index <= same ? terms[(int) index] : 99) == term);

            assertEquals(same == ENTRIES, fresh.isEmpty(), "seed " + seed);
            if (!fresh.isEmpty()) {
                assertEquals(same + 1, fresh.firstIndex(), "seed " + seed);
                long index = same;
                long offset = ends[same];
                for (ByteBuffer bytes : fresh.from(offset)) {
                    RecordBatch batch = RecordBatch.at(bytes);
                    assertTrue(batch.crcMatches());
                    assertEquals(offset, batch.baseOffset());
                    assertEquals(terms[(int) index + 1], batch.leaderEpoch());
                    index += batch.entries();
                    offset = batch.nextOffset();
                    assertEquals(ends[(int) index], offset, "seed " + seed);
                }
                assertEquals(ENTRIES, index);
            }
        }
    }

    /** The term of each entry, the first at 1. */
    private static long[] terms(Random random) {
        long[] terms = new long[ENTRIES + 1];
        for (int i = 1; i <= ENTRIES; i++) {
            terms[i] = Math.max(1, terms[i - 1] + (random.nextInt(8) == 0 ? 1 : 0));
        }
        return terms;
    }

    /** The offset after each entry, one to three further on. */
    private static long[] ends(Random random) {
        long[] ends = new long[ENTRIES + 1];
        for (int i = 1; i <= ENTRIES; i++) {
            ends[i] = ends[i - 1] + random.nextInt(1, 4);
        }
        return ends;
    }

    /** All entries, some of them as holes of random length within a term. */
    private static List<RecordBatch> holes(Random random, long[] terms, long[] ends) {
        List<RecordBatch> batches = new ArrayList<>();
        for (int from = 1; from <= ENTRIES; ) {
            int to = from;
            while (to < ENTRIES && terms[to + 1] == terms[from] && random.nextInt(4) > 0) {
                to++;
            }
            RecordBatch batch = RecordBatch.at(Batches.hole(terms[from], to - from + 1L, ends[to] - ends[from - 1]));
            batch.assign(ends[from - 1], terms[from]);
            batches.add(batch);
            from = to + 1;
        }
        return batches;
    }

    /** Those from the one on that has an index. */
    private static List<RecordBatch> from(List<RecordBatch> batches, long index) {
        long next = 1;
        int left = 0;
        while (left < batches.size() && next + batches.get(left).entries() <= index) {
            next += batches.get(left).entries();
            left++;
        }
        return batches.subList(left, batches.size());
    }

    @Test
    void piecesWithMoreOrFewerEntriesThanTheirSenderSaysAreNone() {
        List<RecordBatch> two =
                List.of(RecordBatch.at(Batches.hole(1, 5, 7)), RecordBatch.at(Batches.of(1, "behind it")));
        assertTrue(Fresh.of(9, 6, two).isPresent());
        assertTrue(Fresh.of(9, 2, two).isPresent());
        assertEquals(Optional.empty(), Fresh.of(9, 7, two));
        assertEquals(Optional.empty(), Fresh.of(9, 1, two));
        assertEquals(Optional.empty(), Fresh.of(9, 1, List.of()));
        assertTrue(Fresh.of(9, 0, List.of()).orElseThrow().isEmpty());
    }

    @Test
    void aHoleThatDoesNotHaveTheFollowersEndContradictsIt() {
        RecordBatch hole = RecordBatch.at(Batches.hole(1, 5, 7));
        hole.assign(20, 1);
        Fresh fresh = Fresh.of(11, 3, List.of(hole)).orElseThrow();
        assertThrows(InvariantBroken.class, () -> fresh.from(27));
        assertThrows(InvariantBroken.class, () -> fresh.from(19));
    }
}

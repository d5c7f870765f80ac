package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.TermStart;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a log says of terms. */
public interface TermRules extends HasStorage {
    @Test
    default void termAtIndexZeroIsZero() {
        assertEquals(0, world().log().termAt(0));
        assertEquals(-1, world().log().termAt(1));
        assertEquals(-1, world().log().termAt(-1));
        assertEquals(List.of(), world().log().terms());
    }

    @Test
    default void termsTellWhereEachBegins() {
        threeTerms();
        assertEquals(
                List.of(new TermStart(2, 1, 0), new TermStart(5, 4, 3), new TermStart(6, 9, 8)),
                world().log().terms());
    }

    @Test
    default void termIsKnownForEveryEntryAndTheOneBeforeTheFirst() {
        threeTerms();
        PartitionLog log = world().log();
        assertEquals(List.of(0L, 2L, 2L, 2L, 5L, 5L), terms(0, 5));
        assertEquals(6, log.termAt(10));
        assertEquals(-1, log.termAt(11));

        log.dropPrefix(6);
        assertEquals(List.of(-1L, 5L, 5L), terms(4, 6));
        log.dropPrefix(9);
        assertEquals(List.of(-1L, 5L, 6L), terms(7, 9));
    }

    @Test
    default void termOfTheLastEntryIsRememberedWhenAllAreDropped() {
        threeTerms();
        world().log().dropPrefix(11);

        assertEquals(6, world().log().termAt(10));
        assertEquals(6, world().log().bounds().lastTerm());
        assertEquals(List.of(), world().log().terms());
        world().append(Batches.of(6, "same term"));
        assertEquals(List.of(new TermStart(6, 11, 10)), world().log().terms());
    }

    @Test
    default void termThatBeganInADroppedPrefixBeginsWithTheLog() {
        threeTerms();
        world().log().dropPrefix(6);
        assertEquals(
                List.of(new TermStart(5, 6, 5), new TermStart(6, 9, 8)),
                world().log().terms());
    }

    @Test
    default void truncatedTermsAreForgotten() {
        threeTerms();
        world().log().truncateSuffix(9);
        assertEquals(
                List.of(new TermStart(2, 1, 0), new TermStart(5, 4, 3)),
                world().log().terms());
        world().log().truncateSuffix(3);
        assertEquals(List.of(new TermStart(2, 1, 0)), world().log().terms());
        assertEquals(2, world().log().bounds().lastTerm());
        world().log().truncateSuffix(1);
        assertEquals(0, world().log().bounds().lastTerm());
    }

    private void threeTerms() {
        world().fill(2, 3);
        world().fill(5, 5);
        world().fill(6, 2);
    }

    private List<Long> terms(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(index -> world().log().termAt(index))
                .toList();
    }
}

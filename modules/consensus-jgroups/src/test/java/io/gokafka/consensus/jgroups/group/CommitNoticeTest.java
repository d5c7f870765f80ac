package io.gokafka.consensus.jgroups.group;

import static io.gokafka.consensus.jgroups.group.Bench.B;
import static io.gokafka.consensus.jgroups.group.Bench.C;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.consensus.jgroups.wire.Rpc;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When followers learn what is committed, in a group whose followers do not act on it. */
class CommitNoticeTest {
    private static final long TERM = 2;

    /** Leads with a log of two entries, committed everywhere. */
    private static Bench leading() {
        Bench bench = Bench.voter().notPrompt().log(1).lead();
        bench.arrives(B, ack(100, 2)).arrives(C, ack(100, 2)).run().pass(Duration.ofSeconds(1));
        bench.sent.clear();
        return bench;
    }

    private static Rpc.Ack ack(long seq, long match) {
        return new Rpc.Ack(TERM, seq, match, true);
    }

    /** An entry that both have answered for. */
    private static void commit(Bench bench, long index) {
        bench.propose("x");
        bench.run();
        bench.arrives(B, ack(100 + index, index)).run();
        bench.arrives(C, ack(100 + index, index)).run();
        assertEquals(index, bench.replica().status().commitIndex());
    }

    private static List<Long> told(Bench bench) {
        return bench.take(Rpc.Append.class).stream().map(Rpc.Append::commit).toList();
    }

    @Test
    void theNextEntriesTellOfItWithoutAMessageOfItsOwn() {
        Bench bench = leading();
        commit(bench, 3);
        assertEquals(List.of(2L, 2L), told(bench), "the entry itself, to both");
        commit(bench, 4);
        assertEquals(List.of(3L, 3L), told(bench), "the next one");
    }

    @Test
    void withoutEntriesTheyAreToldInAMoment() {
        Bench bench = leading();
        commit(bench, 3);
        told(bench);
        bench.pass(Duration.ofMillis(200));
        assertEquals(List.of(3L, 3L), told(bench));
        bench.pass(Duration.ofSeconds(1));
        assertEquals(List.of(), told(bench), "once is enough");
    }

    @Test
    void oneThatRemembersNothingIsToldAtOnce() {
        Bench bench = leading();
        bench.propose("x");
        bench.run();
        bench.arrives(C, new Rpc.Ack(TERM, 103, 3, false)).run();
        told(bench);
        bench.arrives(B, ack(103, 3)).run();
        assertEquals(List.of(3L), told(bench), "it counts again only when it has what is committed");
    }
}

package io.gokafka.consensus.jgroups.group;

import static io.gokafka.consensus.jgroups.group.Bench.B;
import static io.gokafka.consensus.jgroups.group.Bench.C;
import static io.gokafka.consensus.jgroups.group.Bench.ME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gokafka.consensus.jgroups.rules.Canvassing.Kind;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a leader begins the next term, for another or with other voters. */
class SuccessionTest {
    private static final long TERM = 2;

    private static Rpc.Ack ack(long seq, long match) {
        return new Rpc.Ack(TERM, seq, match, true);
    }

    @Test
    void leadershipIsHandedOverOnceTheTargetHasEverything() {
        Bench bench = Bench.voter().lead();
        bench.arrives(B, ack(2, 1)).arrives(C, ack(2, 1)).run();
        bench.propose("x");
        bench.run();
        bench.arrives(C, ack(100, 2)).run();
        bench.take(Rpc.Canvass.class);
        var done = bench.replica().transferLeadership(B);
        bench.run();
        assertEquals(List.of(), bench.take(Rpc.Canvass.class), "b lacks an entry that is committed");
        bench.arrives(B, ack(101, 2)).run();
        assertEquals(
                List.of(new Rpc.Canvass(TERM + 1, Kind.VOTE), new Rpc.Canvass(TERM + 1, Kind.VOTE)),
                bench.take(Rpc.Canvass.class));
        assertFalse(done.isDone(), "not before another leads");
    }

    /** Else two changes that know nothing of each other could be under way, with majorities that do not overlap. */
    @Test
    void votersChangeOnlyAfterAnEntryOfTheTermIsCommitted() {
        Bench bench = Bench.voter().log(1, 1).lead();
        bench.arrives(B, ack(100, 2)).arrives(C, ack(100, 2)).run();
        bench.take(Rpc.Canvass.class);
        var _ = bench.replica().changeVoters(List.of(ME, B));
        bench.run();
        assertEquals(List.of(), bench.take(Rpc.Canvass.class));
        bench.arrives(B, ack(101, 3)).run();
        assertEquals(TERM + 1, bench.take(Rpc.Canvass.class).getFirst().term());
    }
}

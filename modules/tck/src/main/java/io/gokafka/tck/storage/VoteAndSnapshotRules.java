package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.Vote;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The vote and the snapshot of a replica. */
public interface VoteAndSnapshotRules extends HasStorage {
    @Test
    default void voteIsNoneBeforeTheFirstStore() {
        assertEquals(Vote.NONE, world().store().votes().load());
        assertEquals(Optional.empty(), world().store().snapshots().load());
    }

    @Test
    default void voteSurvivesACrashOnceItIsStored() {
        Vote vote = new Vote(7, Optional.of(new BrokerId("node1")));
        world().store().votes().store(vote);
        assertEquals(vote, world().store().votes().load());
        world().crash();
        assertEquals(vote, world().store().votes().load());

        Vote next = new Vote(8, Optional.empty());
        world().store().votes().store(next);
        world().crash();
        assertEquals(next, world().store().votes().load());
        world().reopen();
        assertEquals(next, world().store().votes().load());
    }

    @Test
    default void snapshotSurvivesACrashOnceItIsStored() {
        byte[] image = new byte[3_000_000];
        new Random(1).nextBytes(image);
        Snapshot first = new Snapshot(10, 2, 40, List.of(new BrokerId("a"), new BrokerId("b-2")), image);
        Snapshot second = new Snapshot(11, 3, 44, List.of(), new byte[0]);

        world().store().snapshots().store(first);
        world().crash();
        assertEquals(Optional.of(first), world().store().snapshots().load());

        world().store().snapshots().store(second);
        world().crash();
        assertEquals(Optional.of(second), world().store().snapshots().load());
        world().reopen();
        assertEquals(Optional.of(second), world().store().snapshots().load());
    }

    @Test
    default void snapshotNeedNotBelongToTheLogsExtent() {
        world().fill(1, 5);
        Snapshot snapshot = new Snapshot(1000, 2, 4000, List.of(new BrokerId("a")), new byte[] {1});
        world().store().snapshots().store(snapshot);
        world().log().reset(1001, 4000, 2);
        assertEquals(Optional.of(snapshot), world().store().snapshots().load());
    }
}

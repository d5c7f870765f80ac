package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.Record;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.DeleteGroup;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The replicated state: a function of its records, and the same through an image. */
final class GroupsStateTest {
    @Test
    void anImageHoldsWhatTheRecordsMade() {
        GroupsState replayed = busyWorld().operations.replica();
        GroupsState restored = new GroupsState();
        restored.restore(replayed.image());
        assertEquals(records(replayed), records(restored));
        assertArrayEquals(replayed.image(), restored.image());
    }

    @Test
    void aRestoredStateKnowsWhoHoldsWhat() {
        GroupsState restored = new GroupsState();
        restored.restore(busyWorld().operations.state().image());
        assertTrue(restored.group(GroupWorld.GROUP)
                .holderOf(GroupWorld.partitions("t", 0)[0])
                .isPresent());
    }

    @Test
    void anEmptyImageIsTheInitialState() {
        GroupsState state = busyWorld().operations.state();
        state.restore(new byte[0]);
        assertTrue(state.groups().isEmpty());
        assertArrayEquals(new GroupsState().image(), state.image());
    }

    @Test
    void aDamagedImageIsRefusedAndChangesNothing() {
        GroupsState state = busyWorld().operations.state();
        byte[] image = state.image();
        for (int length = 1; length < image.length; length++) {
            byte[] cut = Arrays.copyOf(image, length);
            assertThrows(IllegalStateException.class, () -> state.restore(cut));
        }
        assertArrayEquals(image, state.image());
    }

    @Test
    void aRecordThatIsNotUnderstoodStopsTheReplica() {
        byte[] strange = "strange".getBytes(StandardCharsets.UTF_8);
        Record record = new Record(7, 0, strange, strange, List.of());
        assertThrows(IllegalStateException.class, () -> new GroupsState().replay(record));
    }

    @Test
    void aGroupThatIsDeletedLeavesNothingBehind() {
        GroupWorld world = new GroupWorld();
        world.topics.put("t", 3);
        world.join("a", "t");
        world.leave("a");
        GroupWorld.result(world.coordinator().delete(new DeleteGroup(GroupWorld.GROUP)));
        assertTrue(world.operations.state().groups().isEmpty());
    }

    private static GroupWorld busyWorld() {
        GroupWorld world = new GroupWorld();
        world.topics.put("t", 3);
        int epoch = world.join("a", "t").memberEpoch();
        GroupWorld.result(
                world.commit(Optional.of(new CommitOffsets.Member("a", epoch)), GroupWorld.partitions("t", 1)[0], 42));
        world.join("b", "t", "missing");
        world.stay("a", epoch, GroupWorld.partitionsUpTo("t", 3));
        return world;
    }

    private static List<GroupRecord> records(GroupsState state) {
        return state.groups().stream().flatMap(g -> g.records().stream()).toList();
    }
}

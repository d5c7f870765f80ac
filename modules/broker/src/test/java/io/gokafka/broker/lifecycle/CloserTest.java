package io.gokafka.broker.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.api.consensus.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CloserTest {
    private static final BrokerId A = new BrokerId("a");
    private static final BrokerId B = new BrokerId("b");
    private static final BrokerId C = new BrokerId("c");

    private final List<String> closed = new ArrayList<>();
    private final Closer closer = new Closer();

    private AutoCloseable part(String name) {
        return () -> closed.add(name);
    }

    @Test
    void theLastPartIsClosedFirstAndEachOnce() {
        closer.add("a", part("a"));
        closer.add("b", part("b"));
        closer.close();
        closer.close();
        assertEquals(List.of("b", "a"), closed);
    }

    @Test
    void aPartThatFailsToCloseDoesNotKeepTheOthersOpen() {
        closer.add("a", part("a"));
        closer.add("bad", () -> {
            throw new java.io.IOException("no");
        });
        closer.close();
        assertEquals(List.of("a"), closed);
    }

    @Test
    void aPartThatComesTooLateIsClosedAtOnce() {
        closer.close();
        closer.add("late", part("late"));
        assertEquals(List.of("late"), closed);
    }

    private static Optional<BrokerId> successor(Map<BrokerId, Long> matches, BrokerId... reachable) {
        GroupStatus status = new GroupStatus(new Role.Leader(1, A, 1), List.of(A, B, C), 9, 9, matches);
        return LeadershipHandover.successor(status, A, Set.of(reachable));
    }

    @Test
    void theLeadGoesToTheReachableVoterThatHasTheMost() {
        assertEquals(Optional.of(C), successor(Map.of(B, 5L, C, 9L), A, B, C));
        assertEquals(Optional.of(B), successor(Map.of(B, 5L, C, 9L), A, B));
        assertEquals(Optional.of(C), successor(Map.of(C, 0L), A, B, C));
        assertEquals(Optional.empty(), successor(Map.of(B, 5L), A));
    }
}

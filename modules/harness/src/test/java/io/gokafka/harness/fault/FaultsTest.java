package io.gokafka.harness.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static List<String> names(String text) {
        return Faults.named(text).stream().map(Fault::name).toList();
    }

    @Test
    void namesAreUniqueAndEachIsDescribed() {
        assertEquals(Faults.all().size(), new HashSet<>(names("all")).size());
        assertTrue(Faults.all().stream().noneMatch(f -> f.description().isBlank()));
    }

    @Test
    void groupsAndSingleFaultsAreAdded() {
        assertTrue(names("network,kill-leader").containsAll(List.of("cut-leader", "flap", "kill-leader")));
        assertFalse(names("network").contains("kill-leader"));
    }

    @Test
    void aMinusLeavesOneOut() {
        assertFalse(names("all,-wipe").contains("wipe"));
        assertEquals(names("all").size() - 1, names("all,-wipe").size());
    }

    @Test
    void noneIsNone() {
        assertTrue(names("none").isEmpty());
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThatThereAre() {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Faults.named("kil-leader"))
                .getMessage());
        assertTrue(message.contains("kil-leader") && message.contains("kill-leader") && message.contains("network"));
    }
}

package io.gokafka.faultydisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of what a power loss leaves. */
class PowerLossTest {
    @TempDir(factory = InMemory.class)
    Path root;

    @Test
    void whatWasForcedStays() throws IOException {
        assertEquals(Set.of("one two"), Rules.contents(root, "f", rules -> {
            rules.durable("f", "one");
            rules.write("f", 3, " two");
            rules.force("f");
        }));
    }

    @Test
    void appendThatWasNotForcedIsThereOrLostOrZeros() throws IOException {
        assertEquals(Set.of("one", "one two", "one\0\0\0\0"), Rules.contents(root, "f", rules -> {
            rules.durable("f", "one");
            rules.write("f", 3, " two");
        }));
    }

    @Test
    void overwrittenBytesComeBack() throws IOException {
        assertEquals(Set.of("one two", "one TWO"), Rules.contents(root, "f", rules -> {
            rules.durable("f", "one two");
            rules.write("f", 4, "TWO");
        }));
    }

    @Test
    void bytesThatWereCutOffComeBack() throws IOException {
        assertTrue(Rules.contents(root, "f", rules -> {
                    rules.durable("f", "one two");
                    rules.truncate("f", 3);
                })
                .containsAll(Set.of("one two", "one")));
    }

    @Test
    void writeOfOneSectorIsNeverTorn() throws IOException {
        String old = "a".repeat(512);
        String now = "b".repeat(512);
        assertEquals(Set.of(old + old, old + now), Rules.contents(root, "f", rules -> {
            rules.durable("f", old + old);
            rules.write("f", 512, now);
        }));
    }

    @Test
    void writeOfSeveralSectorsIsTornAtAnyOfThem() throws IOException {
        Set<String> found = Rules.contents(root, "f", rules -> {
            rules.durable("f", "a".repeat(3 * 512));
            rules.write("f", 0, "b".repeat(3 * 512));
        });
        Set<String> sectors = found.stream()
                .map(content -> "" + content.charAt(0) + content.charAt(512) + content.charAt(1024))
                .collect(Collectors.toSet());
        assertEquals(Set.of("aaa", "baa", "bba", "bbb", "aba", "aab", "abb", "bab"), sectors);
        assertEquals(8, found.size());
    }

    @Test
    void writesToTheSameSectorReachTheDiskInTheirOrder() throws IOException {
        assertEquals(Set.of("....", "a...", "ab..", "abc."), Rules.contents(root, "f", rules -> {
            rules.durable("f", "....");
            rules.write("f", 0, "a");
            rules.write("f", 1, "b");
            rules.write("f", 2, "c");
        }));
    }

    @Test
    void writeThatFallsIntoAForceIsNotForced() throws IOException {
        AtomicBoolean written = new AtomicBoolean();
        Rules[] world = new Rules[1];
        Disk disk = new UnsyncedDisk(() -> {
            if (world[0] != null && written.compareAndSet(false, true)) {
                world[0].write("f", 3, " two");
            }
        });
        try (Rules rules = new Rules(root, disk)) {
            rules.durable("f", "one");
            world[0] = rules;
            rules.write("f", 0, "ONE");
            rules.force("f");
            PowerLoss.loseAll(rules.journalFolder());
            assertEquals("ONE", rules.content("f"));
        }
    }

    @Test
    void forceOfAFileDoesNotHelpItsName() throws IOException {
        assertEquals(Set.of("one", "none"), Rules.contents(root, "f", rules -> {
            Files.writeString(rules.path("f"), "one");
            rules.force("f");
        }));
    }

    @Test
    void forceOfADirectoryDoesNotHelpTheContent() throws IOException {
        assertEquals(Set.of("one", "", "\0\0\0"), Rules.contents(root, "f", rules -> {
            Files.writeString(rules.path("f"), "one");
            rules.force("");
        }));
    }

    @Test
    void nameHasTheOldOrTheNewFileAfterARenameOverIt() throws IOException {
        assertEquals(Set.of("old", "new"), Rules.contents(root, "f", rules -> {
            rules.durable("f", "old");
            rules.durable("f.tmp", "new");
            rules.rename("f.tmp", "f");
        }));
    }

    @Test
    void forcedContentIsFoundUnderWhateverNameTheFileHas() throws IOException {
        assertEquals(Set.of("new"), Rules.contents(root, "g", rules -> {
            rules.durable("f", "old");
            rules.write("f", 0, "new");
            rules.rename("f", "g");
            rules.force("g");
            rules.force("");
        }));
    }

    @Test
    void deletedFileComesBackWithItsContent() throws IOException {
        assertEquals(Set.of("one", "none"), Rules.contents(root, "f", rules -> {
            rules.durable("f", "one");
            Files.delete(rules.path("f"));
        }));
    }

    @Test
    void changesOfOneDirectoryAreThereInTheirOrder() throws IOException {
        assertEquals(Set.of("", "a", "a b", "a b c"), Rules.outcomes(root, new Rules.Scenario<String>() {
            @Override
            public void before(Rules rules) throws IOException {
                for (String name : List.of("a", "b", "c")) {
                    Files.createFile(rules.path(name));
                }
            }

            @Override
            public String outcome(Rules rules) throws IOException {
                return names(rules.data());
            }
        }));
    }

    private static String names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.joining(" "));
        }
    }

    @Test
    void newDirectoryIsLostWithAllThatWasForcedInIt() throws IOException {
        assertEquals(Set.of("one", "none"), Rules.contents(root, "d/f", rules -> {
            Files.createDirectory(rules.path("d"));
            Files.writeString(rules.path("d/f"), "one");
            rules.force("d/f");
            rules.force("d");
        }));
    }

    @Test
    void deletedTreeComesBackInAnyStageOfItsDeletion() throws IOException {
        assertEquals(Set.of("gone", "", "b", "a b"), Rules.outcomes(root, new Rules.Scenario<String>() {
            @Override
            public void before(Rules rules) throws IOException {
                Files.createDirectory(rules.path("d"));
                rules.durable("d/a", "1");
                rules.durable("d/b", "2");
                rules.force("d");
                rules.rename("d", "e");
                rules.force("");
                Files.delete(rules.path("e/a"));
                Files.delete(rules.path("e/b"));
                Files.delete(rules.path("e"));
            }

            @Override
            public String outcome(Rules rules) throws IOException {
                Path tree = rules.data().resolve("e");
                return Files.exists(tree) ? names(tree) : "gone";
            }
        }));
    }

    @Test
    void afterAFailedForceOnlyWritingAgainHelps() throws IOException {
        AtomicBoolean fails = new AtomicBoolean();
        Disk disk = new UnsyncedDisk(() -> {
            if (fails.get()) {
                throw new IOException("Input/output error");
            }
        });
        try (Rules rules = new Rules(Files.createDirectory(root.resolve("not again")), disk)) {
            failForce(rules, fails);
            rules.force("f");
            PowerLoss.loseAll(rules.journalFolder());
            assertEquals("one", rules.content("f"));
        }
        try (Rules rules = new Rules(Files.createDirectory(root.resolve("again")), disk)) {
            failForce(rules, fails);
            rules.write("f", 3, " two");
            rules.force("f");
            PowerLoss.loseAll(rules.journalFolder());
            assertEquals("one two", rules.content("f"));
        }
    }

    @Test
    void forceThatAnInterruptEndedIsNoneThatFailed() throws IOException {
        try (Rules rules = new Rules(root, new PlainDisk())) {
            rules.durable("f", "one");
            rules.write("f", 3, " two");
            Thread.currentThread().interrupt();
            assertThrows(ClosedByInterruptException.class, () -> rules.force("f"));
            assertTrue(Thread.interrupted());
            rules.force("f");
            assertEquals(List.of(), PowerLoss.loseAll(rules.journalFolder()));
            assertEquals("one two", rules.content("f"));
        }
    }

    private static void failForce(Rules rules, AtomicBoolean fails) throws IOException {
        rules.durable("f", "one");
        rules.write("f", 3, " two");
        fails.set(true);
        assertThrows(IOException.class, () -> rules.force("f"));
        fails.set(false);
    }

    @Test
    void whatIsPendingStaysSoWhenTheProcessAloneIsKilled() throws IOException {
        try (Rules rules = new Rules(root, new UnsyncedDisk())) {
            rules.durable("f", "one");
            rules.durable("g", "old");
            rules.write("f", 0, "two");
            Files.delete(rules.path("g"));
            rules.restart();
            PowerLoss.loseAll(rules.journalFolder());
            assertEquals("one", rules.content("f"));
            assertEquals("old", rules.content("g"));
        }
    }

    @Test
    void journalStaysShortHoweverMuchIsWritten() throws IOException {
        try (Rules rules = new Rules(root, new UnsyncedDisk())) {
            rules.durable("f", "");
            rules.durable("g", "");
            rules.write("g", 0, "pending");
            byte[] large = new byte[64 << 10];
            for (int i = 0; i < 200; i++) {
                rules.write("f", 0, large);
                rules.force("f");
            }
            assertTrue(Files.size(rules.journalFolder().resolve("changes")) < 5 << 20);
            PowerLoss.loseAll(rules.journalFolder());
            assertEquals("", rules.content("g"));
            assertEquals(large.length, Files.size(rules.data().resolve("f")));
        }
    }

    @Test
    void journalOfAnotherDirectoryIsRefused() throws IOException {
        try (Rules rules = new Rules(root, new UnsyncedDisk())) {
            Files.move(rules.data(), root.resolve("moved"));
            Files.createDirectory(rules.data());
            assertThrows(IOException.class, () -> PowerLoss.loseAll(rules.journalFolder()));
        }
    }
}

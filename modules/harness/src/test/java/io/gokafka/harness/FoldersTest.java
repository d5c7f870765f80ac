package io.gokafka.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path dir;

    private Path run(int number) throws IOException {
        Path folder = dir.resolve("seed-7");
        Folders.setAside(folder);
        assertFalse(Files.exists(folder));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("history.txt"), "run " + number);
        return folder;
    }

    @Test
    void historiesOfTheLastRunsAreKept() throws IOException {
        for (int number = 0; number <= Folders.SET_ASIDE + 1; number++) {
            run(number);
        }
        for (int older = 1; older <= Folders.SET_ASIDE; older++) {
            int number = Folders.SET_ASIDE + 1 - older;
            assertEquals("run " + number, Files.readString(dir.resolve("seed-7." + older + "/history.txt")));
        }
        assertFalse(Files.exists(dir.resolve("seed-7." + (Folders.SET_ASIDE + 1))));
    }

    @Test
    void runWithoutAHistoryIsNotKept() throws IOException {
        Files.delete(run(1).resolve("history.txt"));
        Folders.setAside(dir.resolve("seed-7"));
        assertFalse(Files.exists(dir.resolve("seed-7")));
        assertFalse(Files.exists(dir.resolve("seed-7.1")));
    }
}

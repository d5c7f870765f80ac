package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract of killed processes sees. */
class KilledRunTest {
    @TempDir
    Path directory;

    @Test
    void storageThatKeepsNothingIsCaught() throws Exception {
        KilledRun run = new KilledRun(new InMemoryStorageProvider(), Settings.defaults(), directory);
        run.live(1, 200);
        AssertionError failure = assertThrows(AssertionError.class, run::check);
        assertTrue(
                String.valueOf(failure.getMessage()).contains("the store is neither as before"), failure::getMessage);
    }

    @Test
    void lineThatIsNotWholeIsNoReport() {
        assertEquals(Optional.of(new LogId("log-1")), KilledProcess.reported("done: log-1;"));
        assertEquals(Optional.empty(), KilledProcess.reported("done: log-1"));
        assertEquals(Optional.empty(), KilledProcess.reported("done: "));
        assertEquals(Optional.empty(), KilledProcess.reported("what a library prints;"));
        assertEquals(Optional.empty(), KilledProcess.reported(""));
    }

    @Test
    void piecesAreReadAsTheyWereReported() {
        LogId log = new LogId("log-1");
        assertEquals(
                Optional.of(new KilledProcess.Pieces(log, List.of(1L, 14L))),
                KilledProcess.pieces("pieces: log-1[1, 14];"));
        assertEquals(Optional.of(new KilledProcess.Pieces(log, List.of())), KilledProcess.pieces("pieces: log-1[];"));
        assertEquals(Optional.empty(), KilledProcess.pieces("pieces: log-1[1, 1"));
        assertEquals(Optional.empty(), KilledProcess.pieces("done: log-1;"));
    }
}

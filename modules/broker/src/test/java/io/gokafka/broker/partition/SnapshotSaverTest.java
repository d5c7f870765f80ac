package io.gokafka.broker.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SnapshotSaverTest {
    private static final Background AT_ONCE = new Background() {
        @Override
        public void run(String name, Runnable task) {
            task.run();
        }

        @Override
        public <T> CompletableFuture<T> orTimeout(CompletableFuture<T> future, Duration atMost) {
            return future;
        }
    };

    private final List<String> done = new ArrayList<>();

    private SnapshotSaver saver(boolean saves) {
        return new SnapshotSaver(
                (index, image) -> saves && done.add("saved " + index), () -> done.add("then"), AT_ONCE);
    }

    @Test
    void whatASnapshotAllowsFollowsIt() {
        saver(true).later(new SnapshotSaver.Image(7, new byte[0]));
        assertEquals(List.of("saved 7", "then"), done);
    }

    /** It would ask for the next one, which could not be saved either, and so on, as fast as a processor can. */
    @Test
    void nothingFollowsASnapshotThatAFailedReplicaDidNotSave() {
        saver(false).later(new SnapshotSaver.Image(7, new byte[0]));
        assertEquals(List.of(), done);
    }
}

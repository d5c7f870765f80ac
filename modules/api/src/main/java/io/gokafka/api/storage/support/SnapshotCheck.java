package io.gokafka.api.storage.support;

import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.Snapshot;
import java.util.Optional;

/** Whether a snapshot has what was dropped from the log beside it. Pure. */
public final class SnapshotCheck {
    private SnapshotCheck() {}

    /**
     * What is wrong, or empty. Nothing is dropped from a log before a snapshot that has it is durable: a log that begins late
     * beside none, or beside one that ends before it begins, has lost a file. To take that for "no snapshot" would be to go on with
     * an empty state.
     */
    public static Optional<String> gap(LogBounds log, Optional<Snapshot> snapshot) {
        long dropped = log.firstIndex() - 1;
        if (snapshot.map(Snapshot::index).orElse(0L) >= dropped) {
            return Optional.empty();
        }
        String found =
                snapshot.map(s -> "the snapshot ends at entry " + s.index()).orElse("there is no snapshot");
        return Optional.of("the log begins at entry " + log.firstIndex() + ", but " + found
                + ": what the entries between amount to is lost");
    }
}

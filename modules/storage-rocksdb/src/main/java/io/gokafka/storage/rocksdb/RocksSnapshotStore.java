package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.support.SnapshotCodec;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The snapshot under a key of its own. */
final class RocksSnapshotStore implements SnapshotStore {
    private final LogState state;
    private final Database database;
    private final Journal journal;

    RocksSnapshotStore(LogState state, Database database, Journal journal) {
        this.state = state;
        this.database = database;
        this.journal = journal;
    }

    @Override
    public Optional<Snapshot> load() {
        state.checkOpen();
        return load(state, database);
    }

    /** The snapshot as the database has it. */
    static Optional<Snapshot> load(LogState state, Database database) {
        byte[] bytes = database.get(Family.SNAPSHOTS, Keys.number(state.number()));
        return bytes == null
                ? Optional.empty()
                : Optional.of(SnapshotCodec.decode(ByteBuffer.wrap(bytes), named(state)));
    }

    @Override
    public void store(Snapshot snapshot) {
        state.checkOpen();
        byte[] bytes = SnapshotCodec.encode(snapshot);
        journal.writeDurably(changes -> changes.put(Family.SNAPSHOTS, Keys.number(state.number()), bytes));
    }

    private static String named(LogState state) {
        return "the snapshot of log " + state.id();
    }
}

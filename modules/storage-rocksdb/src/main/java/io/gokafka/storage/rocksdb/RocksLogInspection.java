package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogInspection;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.StoredSegment;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.Vote;
import java.util.List;
import java.util.Optional;

/** A log in a database that is open for reading only. Its pieces have no files of their own. */
final class RocksLogInspection implements LogInspection {
    private final LogState state;
    private final Database database;
    private final LogReader reader;

    RocksLogInspection(LogState state, Database database) {
        this.state = state;
        this.database = database;
        this.reader = new LogReader(state, database);
    }

    @Override
    public LogBounds bounds() {
        return state.view().bounds();
    }

    @Override
    public List<TermStart> terms() {
        return state.view().terms().starts();
    }

    @Override
    public List<StoredSegment> segments() {
        return state.view().segments().stream()
                .map(segment -> new StoredSegment(segment, List.of()))
                .toList();
    }

    @Override
    public LogSlice readEntries(long fromIndex, int maxBytes) {
        return reader.readEntries(fromIndex, Long.MAX_VALUE, maxBytes);
    }

    @Override
    public Vote vote() {
        return RocksVoteStore.load(state, database);
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return RocksSnapshotStore.load(state, database);
    }

    @Override
    public void close() {
        state.close();
    }
}

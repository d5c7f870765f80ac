package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.VoteStore;
import io.gokafka.api.storage.support.VoteCodec;
import java.nio.ByteBuffer;

/** The vote under a key of its own. */
final class RocksVoteStore implements VoteStore {
    private final LogState state;
    private final Database database;
    private final Journal journal;

    RocksVoteStore(LogState state, Database database, Journal journal) {
        this.state = state;
        this.database = database;
        this.journal = journal;
    }

    @Override
    public Vote load() {
        state.checkOpen();
        return load(state, database);
    }

    /** The vote as the database has it. */
    static Vote load(LogState state, Database database) {
        byte[] bytes = database.get(Family.SMALL, Keys.vote(state.number()));
        return bytes == null ? Vote.NONE : VoteCodec.decode(ByteBuffer.wrap(bytes), named(state));
    }

    @Override
    public void store(Vote vote) {
        state.checkOpen();
        journal.writeDurably(changes -> changes.put(Family.SMALL, Keys.vote(state.number()), VoteCodec.encode(vote)));
    }

    private static String named(LogState state) {
        return "the vote of log " + state.id();
    }
}

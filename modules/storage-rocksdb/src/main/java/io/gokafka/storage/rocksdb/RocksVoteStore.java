package io.gokafka.storage.rocksdb;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.VoteStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The vote under a key of its own: the term, then the broker's name, which is empty when there is no vote. */
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
        return bytes == null ? Vote.NONE : decode(state, bytes);
    }

    @Override
    public void store(Vote vote) {
        state.checkOpen();
        journal.writeDurably(changes -> changes.put(Family.SMALL, Keys.vote(state.number()), encode(vote)));
    }

    private static byte[] encode(Vote vote) {
        byte[] name = vote.votedFor().map(BrokerId::value).orElse("").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(vote.term())
                .put(name)
                .array();
    }

    private static Vote decode(LogState state, byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            throw new CorruptLogException("the vote of log " + state.id() + " is damaged");
        }
        String name = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8);
        try {
            return new Vote(
                    ByteBuffer.wrap(bytes).getLong(),
                    name.isEmpty() ? Optional.empty() : Optional.of(new BrokerId(name)));
        } catch (IllegalArgumentException e) {
            throw new CorruptLogException("the vote of log " + state.id() + " is damaged: " + e.getMessage());
        }
    }
}

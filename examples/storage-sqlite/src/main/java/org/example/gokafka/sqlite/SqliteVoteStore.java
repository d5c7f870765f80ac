package org.example.gokafka.sqlite;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.VoteStore;
import java.util.Optional;

/** The vote of a replica: two columns of its log's row. */
record SqliteVoteStore(LogId id, Database database, Writer writer) implements VoteStore {
    @Override
    public Vote load() {
        return database.read(connection -> Database.rows(
                        connection,
                        row -> new Vote(
                                row.getLong(1),
                                Optional.ofNullable(row.getString(2)).map(BrokerId::new)),
                        "SELECT vote_term, voted_for FROM logs WHERE name = ?",
                        id.value())
                .getFirst());
    }

    @Override
    public void store(Vote vote) {
        writer.write(
                true,
                connection -> Database.change(
                        connection,
                        "UPDATE logs SET vote_term = ?, voted_for = ? WHERE name = ?",
                        vote.term(),
                        vote.votedFor().map(BrokerId::value).orElse(null),
                        id.value()),
                () -> {});
    }
}

package org.example.gokafka.sqlite;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The snapshot of a replica: a row. */
record SqliteSnapshotStore(LogId id, Database database, Writer writer) implements SnapshotStore {
    @Override
    public Optional<Snapshot> load() {
        return database
                .read(connection -> Database.rows(
                        connection,
                        row -> new Snapshot(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                voters(row.getString(4)),
                                row.getBytes(5)),
                        "SELECT idx, term, next_offset, voters, state FROM snapshots WHERE name = ?",
                        id.value()))
                .stream()
                .findFirst();
    }

    private static List<BrokerId> voters(String text) {
        return Arrays.stream(text.split(","))
                .filter(name -> !name.isEmpty())
                .map(BrokerId::new)
                .toList();
    }

    @Override
    public void store(Snapshot snapshot) {
        String voters = snapshot.voters().stream().map(BrokerId::value).collect(Collectors.joining(","));
        writer.write(
                true,
                connection -> Database.change(
                        connection,
                        "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?, ?)",
                        id.value(),
                        snapshot.index(),
                        snapshot.term(),
                        snapshot.offset(),
                        voters,
                        snapshot.state()),
                () -> {});
    }
}

package io.gokafka.storage.rocksdb;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The snapshot under a key of its own: index, term, offset, the voters' names, then the state. */
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
        return bytes == null ? Optional.empty() : Optional.of(decode(state, ByteBuffer.wrap(bytes)));
    }

    @Override
    public void store(Snapshot snapshot) {
        state.checkOpen();
        byte[] bytes = encode(snapshot);
        journal.writeDurably(changes -> changes.put(Family.SNAPSHOTS, Keys.number(state.number()), bytes));
    }

    private static byte[] encode(Snapshot snapshot) {
        List<byte[]> names = snapshot.voters().stream()
                .map(voter -> voter.value().getBytes(StandardCharsets.UTF_8))
                .toList();
        int namesSize = names.stream().mapToInt(name -> name.length + 1).sum();
        ByteBuffer out = ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES + namesSize + snapshot.state().length);
        out.putLong(snapshot.index()).putLong(snapshot.term()).putLong(snapshot.offset());
        out.putInt(names.size());
        names.forEach(name -> out.put((byte) name.length).put(name));
        return out.put(snapshot.state()).array();
    }

    private static Snapshot decode(LogState state, ByteBuffer in) {
        try {
            long index = in.getLong();
            long term = in.getLong();
            long offset = in.getLong();
            List<BrokerId> voters = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                byte[] name = new byte[in.get()];
                in.get(name);
                voters.add(new BrokerId(new String(name, StandardCharsets.UTF_8)));
            }
            byte[] image = new byte[in.remaining()];
            in.get(image);
            return new Snapshot(index, term, offset, voters, image);
        } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
            throw new CorruptLogException("the snapshot of log " + state.id() + " is damaged: " + e);
        }
    }
}

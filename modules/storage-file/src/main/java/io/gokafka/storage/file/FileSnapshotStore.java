package io.gokafka.storage.file;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The snapshot in a file of its own: index, term, offset, the voters' names, then the state. */
final class FileSnapshotStore implements SnapshotStore {
    private static final int MAGIC = 0x676b7331; // "gks1"

    private final AtomicFile file;

    FileSnapshotStore(Path directory) {
        this.file = new AtomicFile(directory, "snapshot", MAGIC);
    }

    @Override
    public synchronized Optional<Snapshot> load() {
        return file.read().map(this::decode);
    }

    @Override
    public synchronized void store(Snapshot snapshot) {
        try {
            file.replace(encode(snapshot));
        } catch (IOException e) {
            throw new StorageException("cannot store the snapshot in " + file.path(), e);
        }
    }

    private static ByteBuffer encode(Snapshot snapshot) {
        List<byte[]> names = snapshot.voters().stream()
                .map(voter -> voter.value().getBytes(StandardCharsets.UTF_8))
                .toList();
        int namesSize = names.stream().mapToInt(name -> name.length + 1).sum();
        ByteBuffer out = ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES + namesSize + snapshot.state().length);
        out.putLong(snapshot.index()).putLong(snapshot.term()).putLong(snapshot.offset());
        out.putInt(names.size());
        names.forEach(name -> out.put((byte) name.length).put(name));
        return out.put(snapshot.state()).flip();
    }

    private Snapshot decode(ByteBuffer in) {
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
            byte[] state = new byte[in.remaining()];
            in.get(state);
            return new Snapshot(index, term, offset, voters, state);
        } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
            throw new CorruptLogException(file.path() + " is damaged: " + e);
        }
    }
}

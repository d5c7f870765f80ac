package io.gokafka.storage.file;

import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.support.SnapshotCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** The snapshot in a file of its own. */
final class FileSnapshotStore implements SnapshotStore {
    private static final int MAGIC = 0x676b7331; // "gks1"

    private final AtomicFile file;

    FileSnapshotStore(Path directory) {
        this.file = new AtomicFile(directory, "snapshot", MAGIC);
    }

    @Override
    public synchronized Optional<Snapshot> load() {
        return file.read().map(bytes -> SnapshotCodec.decode(bytes, file.path().toString()));
    }

    @Override
    public synchronized void store(Snapshot snapshot) {
        try {
            file.replace(ByteBuffer.wrap(SnapshotCodec.encode(snapshot)));
        } catch (IOException e) {
            throw new StorageException("cannot store the snapshot in " + file.path(), e);
        }
    }
}

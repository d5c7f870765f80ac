package io.gokafka.storage.file;

import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.VoteStore;
import io.gokafka.api.storage.support.VoteCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The vote in a file of its own. Each load reads it: so damage is found, and what is there after a store that failed. */
final class FileVoteStore implements VoteStore {
    private static final int MAGIC = 0x676b7631; // "gkv1"

    private final AtomicFile file;

    FileVoteStore(Path directory) {
        this.file = new AtomicFile(directory, "vote", MAGIC);
    }

    @Override
    public synchronized Vote load() {
        return file.read()
                .map(bytes -> VoteCodec.decode(bytes, file.path().toString()))
                .orElse(Vote.NONE);
    }

    @Override
    public synchronized void store(Vote vote) {
        try {
            file.replace(ByteBuffer.wrap(VoteCodec.encode(vote)));
        } catch (IOException e) {
            throw new StorageException("cannot store the vote in " + file.path(), e);
        }
    }
}

package io.gokafka.storage.file;

import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.VoteStore;
import io.gokafka.api.storage.support.VoteCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The vote in a file of its own. */
final class FileVoteStore implements VoteStore {
    private static final int MAGIC = 0x676b7631; // "gkv1"

    private final AtomicFile file;
    private @Nullable Vote known;

    FileVoteStore(Path directory) {
        this.file = new AtomicFile(directory, "vote", MAGIC);
    }

    @Override
    public synchronized Vote load() {
        Vote vote = known;
        if (vote == null) {
            vote = file.read()
                    .map(bytes -> VoteCodec.decode(bytes, file.path().toString()))
                    .orElse(Vote.NONE);
            known = vote;
        }
        return vote;
    }

    @Override
    public synchronized void store(Vote vote) {
        // After a failure the disk may hold either: the next load has to look.
        known = null;
        try {
            file.replace(ByteBuffer.wrap(VoteCodec.encode(vote)));
        } catch (IOException e) {
            throw new StorageException("cannot store the vote in " + file.path(), e);
        }
        known = vote;
    }
}

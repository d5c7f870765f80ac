package io.gokafka.storage.file;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.VoteStore;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The vote in a file of its own: the term, then the broker's name, which is empty when there is no vote. */
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
            vote = file.read().map(this::decode).orElse(Vote.NONE);
            known = vote;
        }
        return vote;
    }

    @Override
    public synchronized void store(Vote vote) {
        // After a failure the disk may hold either: the next load has to look.
        known = null;
        try {
            file.replace(encode(vote));
        } catch (IOException e) {
            throw new StorageException("cannot store the vote in " + file.path(), e);
        }
        known = vote;
    }

    private static ByteBuffer encode(Vote vote) {
        byte[] name = vote.votedFor().map(BrokerId::value).orElse("").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(vote.term())
                .put(name)
                .flip();
    }

    private Vote decode(ByteBuffer content) {
        try {
            long term = content.getLong();
            String name = StandardCharsets.UTF_8.decode(content).toString();
            return new Vote(term, name.isEmpty() ? Optional.empty() : Optional.of(new BrokerId(name)));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CorruptLogException(file.path() + " is damaged: " + e);
        }
    }
}

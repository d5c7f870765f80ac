package io.gokafka.api.storage;

/**
 * The term and vote of a replica (Raft, figure 2, persistent state).
 *
 * <p><b>Durability and failure.</b> {@link #store} has reached the disk when it returns. After a crash in the middle of it,
 * the old or the new vote is there, whole. A vote that cannot be read is an error, never "none".
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public interface VoteStore {
    /** The stored vote; {@link Vote#NONE} when nothing was ever stored. */
    Vote load();

    /**
     * Replaces the vote.
     *
     * @throws StorageException when it could not be made durable
     */
    void store(Vote vote);
}

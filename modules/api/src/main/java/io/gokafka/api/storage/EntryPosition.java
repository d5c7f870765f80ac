package io.gokafka.api.storage;

/**
 * Where an entry of a log stands.
 *
 * @param index its Raft index
 * @param term its term
 * @param baseOffset offset of its first record
 * @param nextOffset the offset after its last record; its base offset when it takes none
 * @param maxTimestamp the highest timestamp of its records, milliseconds since 1970; of an entry without offsets, when it was
 *     written
 * @param sizeInBytes size of the batch, header included
 */
public record EntryPosition(
        long index, long term, long baseOffset, long nextOffset, long maxTimestamp, int sizeInBytes) {
    /** Whether it takes offsets: clients never meet one that does not. */
    public boolean takesOffsets() {
        return nextOffset > baseOffset;
    }
}

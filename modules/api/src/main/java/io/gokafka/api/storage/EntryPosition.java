package io.gokafka.api.storage;

/**
 * Where an entry of a log stands.
 *
 * @param index its Raft index
 * @param term its term
 * @param baseOffset offset of its first record
 * @param nextOffset the offset after its last record
 * @param maxTimestamp the highest timestamp of its records, milliseconds since 1970
 * @param sizeInBytes size of the batch, header included
 */
public record EntryPosition(
        long index, long term, long baseOffset, long nextOffset, long maxTimestamp, int sizeInBytes) {}

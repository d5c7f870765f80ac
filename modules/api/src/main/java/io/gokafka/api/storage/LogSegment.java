package io.gokafka.api.storage;

/**
 * A piece of a log: the entries that a storage keeps together, and frees together. Together the pieces are the log.
 *
 * @param firstIndex index of its first entry: dropping the log's prefix up to here frees all pieces before
 * @param baseOffset that entry's base offset
 * @param nextOffset the offset after its last entry
 * @param sizeInBytes bytes on disk; entries at its beginning that were dropped may count as long as they take space
 * @param maxTimestamp the highest timestamp of its entries with offsets, milliseconds since 1970; -1 when there is none; dropped
 *     entries may count too
 * @param active whether entries are still added to it: the last piece, and no other
 */
public record LogSegment(
        long firstIndex, long baseOffset, long nextOffset, long sizeInBytes, long maxTimestamp, boolean active) {}

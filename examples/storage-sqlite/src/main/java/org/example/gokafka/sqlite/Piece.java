package org.example.gokafka.sqlite;

import io.gokafka.api.storage.support.RollRule;

/**
 * Entries that retention counts together.
 *
 * @param index index of the first
 * @param baseOffset its base offset
 * @param size bytes of them all
 * @param maxTimestamp the highest timestamp of those with offsets; -1 when there is none
 * @param firstTime when it began, as {@link RollRule#firstTime} has it
 */
record Piece(long index, long baseOffset, long size, long maxTimestamp, long firstTime) {
    static Piece empty(long index, long baseOffset) {
        return new Piece(index, baseOffset, 0, -1, RollRule.NOT_YET);
    }
}

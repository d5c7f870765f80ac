package io.gokafka.api.storage;

/**
 * The extent of a log at one moment.
 *
 * @param firstIndex index of the first entry that is there, or would be: an empty new log has 1
 * @param lastIndex index of the last entry; {@code firstIndex - 1} when the log is empty
 * @param startOffset offset at which the first entry begins, or would
 * @param endOffset the offset after the last entry: the next entry's base offset
 * @param lastTerm term of the entry at {@code lastIndex}, which the log remembers even when that entry was dropped; 0
 *     before the first entry
 * @param durableIndex everything up to this index survives a crash of the machine
 */
public record LogBounds(
        long firstIndex, long lastIndex, long startOffset, long endOffset, long lastTerm, long durableIndex) {
    /** Whether there is no entry. */
    public boolean isEmpty() {
        return lastIndex < firstIndex;
    }
}

package io.gokafka.storage.file;

/**
 * How far a read may go; all of it holds.
 *
 * @param lastIndex the last entry that may be read
 * @param endOffset no entry that ends beyond it
 * @param bytes no more than so many, but for the first entry
 * @param offsetsOnly whether it ends before the first entry without offsets
 */
record ReadLimit(long lastIndex, long endOffset, long bytes, boolean offsetsOnly) {
    /** By offset: for those who know nothing of entries without offsets. */
    static ReadLimit ofOffsets(long lastIndex, long endOffset, long bytes) {
        return new ReadLimit(lastIndex, endOffset, bytes, true);
    }

    /** By index: all entries. */
    static ReadLimit ofIndexes(long lastIndex, long bytes) {
        return new ReadLimit(lastIndex, Long.MAX_VALUE, bytes, false);
    }

    boolean allows(Located entry) {
        return entry.entry().index() <= lastIndex && entry.entry().nextOffset() <= endOffset;
    }

    /** Whether all entries before a place may be read, as far as index and offset go. */
    boolean reaches(Place end) {
        return end.index() - 1 <= lastIndex && end.offset() <= endOffset;
    }

    ReadLimit lessBytes(long used) {
        return new ReadLimit(lastIndex, endOffset, bytes - used, offsetsOnly);
    }
}

package io.gokafka.api.request;

/**
 * Where a group goes on reading.
 *
 * @param offset the offset of the next record to read, 0 or more; -1 and -2 are no position: some Kafka clients store them to
 *     forget one, and begin at the end or the beginning
 * @param metadata the member's own note
 * @param commitTime when it was committed, milliseconds since 1970; set by the coordinator
 * @param term the term of the last record that was read, or -1 (KIP-320)
 */
public record CommittedOffset(long offset, String metadata, long commitTime, long term) {
    /** Of a member that does not look at terms. */
    public CommittedOffset(long offset, String metadata, long commitTime) {
        this(offset, metadata, commitTime, -1);
    }

    /** The lowest offset that may be stored. */
    public static final long LOWEST = -2;

    /** The longest note, in characters. */
    public static final int MAX_METADATA = 4096;

    /** An offset without a note. */
    public static CommittedOffset of(long offset) {
        return new CommittedOffset(offset, "", 0);
    }
}

package io.gokafka.storage.rocksdb;

/**
 * An entry is not where a view of the log has it: the view is old, or the log is damaged. {@link LogReader} finds out which.
 */
final class LostEntryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostEntryException(long index) {
        this(index, "it is not there");
    }

    LostEntryException(long index, String what) {
        super("entry " + index + ": " + what);
    }
}

package io.gokafka.api.storage;

/**
 * Bytes on disk are not what was written, in a place where a crash cannot have caused it; or the disk cannot read them. The broker takes
 * the log for lost and gets it from other replicas, so nothing else may be reported by it: no interrupt, no lack of files or memory.
 */
public final class CorruptLogException extends StorageException {
    private static final long serialVersionUID = 1L;

    /** Creates one that names the file and the place. */
    public CorruptLogException(String message) {
        super(message);
    }

    /** Creates one that names the file and the place; the cause is how the disk failed to read it. */
    public CorruptLogException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.gokafka.api.storage;

/** Bytes on disk are not what was written, in a place where a crash cannot have caused it. */
public final class CorruptLogException extends StorageException {
    private static final long serialVersionUID = 1L;

    /** Creates one that names the file and the place. */
    public CorruptLogException(String message) {
        super(message);
    }
}

package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** RocksDB's exceptions as this SPI's. */
final class Faults {
    private Faults() {}

    /** @param what what could not be done, for the operator */
    static StorageException of(String what, RocksDBException e) {
        if (e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption) {
            CorruptLogException corrupt = new CorruptLogException(what + ": " + e.getMessage());
            corrupt.initCause(e);
            return corrupt;
        }
        return new StorageException(what + ": " + e.getMessage(), e);
    }
}

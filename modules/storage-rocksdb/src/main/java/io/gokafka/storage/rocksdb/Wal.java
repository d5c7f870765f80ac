package io.gokafka.storage.rocksdb;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** The database as one that changes are written to: the seam at which tests make writes and syncs fail. */
interface Wal {
    /** Applies a batch, atomically, and appends it to the write-ahead log; nothing is durable. */
    void write(WriteBatch batch) throws RocksDBException;

    /** Makes durable all that was written before. */
    void sync() throws RocksDBException;
}

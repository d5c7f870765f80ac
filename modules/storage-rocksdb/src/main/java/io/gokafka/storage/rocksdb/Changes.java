package io.gokafka.storage.rocksdb;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Changes that take effect together. For one thread. */
final class Changes implements AutoCloseable {
    private final Database database;
    private final WriteBatch batch = new WriteBatch();

    Changes(Database database) {
        this.database = database;
    }

    WriteBatch batch() {
        return batch;
    }

    void put(Family family, byte[] key, byte[] value) throws RocksDBException {
        batch.put(database.handle(family), key, value);
    }

    void delete(Family family, byte[] key) throws RocksDBException {
        batch.delete(database.handle(family), key);
    }

    /** Deletes the keys from one, included, to another, excluded. */
    void deleteRange(Family family, byte[] from, byte[] to) throws RocksDBException {
        batch.deleteRange(database.handle(family), from, to);
    }

    @Override
    public void close() {
        batch.close();
    }
}

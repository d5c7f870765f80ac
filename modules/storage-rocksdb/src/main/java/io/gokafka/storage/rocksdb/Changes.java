package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.TermStart;
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

    void put(int number, Start start) throws RocksDBException {
        put(Family.SMALL, Keys.start(number), start.encode());
    }

    void put(int number, Piece piece) throws RocksDBException {
        put(Family.SMALL, Keys.small(Keys.PIECE, number, piece.firstIndex()), piece.encode());
    }

    void put(int number, TermStart term) throws RocksDBException {
        put(Family.SMALL, Keys.small(Keys.TERM, number, term.index()), StoredTerm.encode(term));
    }

    /** An entry of a piece, with its place. */
    void put(int number, Piece piece, StoredPosition position, byte[] batch) throws RocksDBException {
        byte[] key = Keys.entry(number, piece.serial(), position.entry().index());
        put(Family.ENTRIES, key, batch);
        put(Family.POSITIONS, key, position.encode());
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

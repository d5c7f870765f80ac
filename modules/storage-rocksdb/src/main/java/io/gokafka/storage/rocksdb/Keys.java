package io.gokafka.storage.rocksdb;

import io.gokafka.api.LogId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The keys of the database. Numbers are big-endian and not negative, so the order of keys is theirs.
 *
 * <pre>
 * SMALL       'F'                      the format of the database
 *             'L' name                 the number of a log: 4 bytes
 *             'N'                      the number of the next new log: 4 bytes
 *             'P' number index         a piece of the log that begins at the index
 *             'S' number               where the log starts
 *             'T' number index         a term that begins at the index
 *             'V' number               the vote
 * POSITIONS   number index             where the entry stands
 * ENTRIES     number index             the entry's batch
 * SNAPSHOTS   number                   the snapshot
 * </pre>
 */
final class Keys {
    static final byte[] FORMAT = {'F'};
    static final byte[] NEXT_NUMBER = {'N'};

    static final byte NAME = 'L';
    static final byte PIECE = 'P';
    static final byte TERM = 'T';
    private static final byte START = 'S';
    private static final byte VOTE = 'V';

    private static final int ENTRY_SIZE = Integer.BYTES + Long.BYTES;

    private Keys() {}

    static byte[] name(LogId id) {
        byte[] name = id.value().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length).put(NAME).put(name).array();
    }

    /** The log that a key made by {@link #name} names. */
    static LogId nameIn(byte[] key) {
        return new LogId(new String(key, 1, key.length - 1, StandardCharsets.UTF_8));
    }

    static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    static int numberIn(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt();
    }

    static byte[] start(int number) {
        return small(START, number);
    }

    static byte[] vote(int number) {
        return small(VOTE, number);
    }

    private static byte[] small(byte kind, int number) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put(kind).putInt(number).array();
    }

    /** Of a {@link #TERM} or {@link #PIECE}. */
    static byte[] small(byte kind, int number, long index) {
        return ByteBuffer.allocate(1 + ENTRY_SIZE)
                .put(kind)
                .putInt(number)
                .putLong(index)
                .array();
    }

    /** The index of a term or piece; -1 when the key is of another kind or log. */
    static long indexIn(byte[] key, byte kind, int number) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return key.length == 1 + ENTRY_SIZE && in.get() == kind && in.getInt() == number ? in.getLong() : -1;
    }

    static byte[] entry(int number, long index) {
        return ByteBuffer.allocate(ENTRY_SIZE).putInt(number).putLong(index).array();
    }

    /** The index of an entry; -1 when the key is of another log. */
    static long indexIn(byte[] key, int number) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return key.length == ENTRY_SIZE && in.getInt() == number ? in.getLong() : -1;
    }
}

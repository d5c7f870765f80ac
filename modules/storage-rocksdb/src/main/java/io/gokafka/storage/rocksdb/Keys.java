package io.gokafka.storage.rocksdb;

import io.gokafka.api.LogId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The keys of the database. Numbers are big-endian and not negative, so the order of keys is theirs.
 *
 * <pre>
 * SMALL       'F'                      the format of the database
 *             'C' number               up to which index the log was compacted: 8 bytes
 *             'D' number               the serial of the piece that a rewrite is writing, or was when the process ended: 4 bytes
 *             'L' name                 the number of a log: 4 bytes
 *             'N'                      the number of the next new log: 4 bytes
 *             'N' number               the serial of the log's next new piece: 4 bytes
 *             'P' number index         a piece of the log that begins at the index
 *             'S' number               where the log starts
 *             'T' number index         a term that begins at the index
 *             'V' number               the vote
 * POSITIONS   number serial index      where the entry stands; the index of a hole is its first
 * ENTRIES     number serial index      the entry's batch
 * SNAPSHOTS   number                   the snapshot
 * </pre>
 */
final class Keys {
    static final byte[] FORMAT = {'F'};
    static final byte[] NEXT_NUMBER = {'N'};

    static final byte NAME = 'L';
    static final byte PIECE = 'P';
    static final byte TERM = 'T';
    private static final byte COMPACTED = 'C';
    private static final byte DRAFT = 'D';
    private static final byte NEXT_SERIAL = 'N';
    private static final byte START = 'S';
    private static final byte VOTE = 'V';

    private static final int SMALL_SIZE = 1 + Integer.BYTES + Long.BYTES;
    private static final int ENTRY_SIZE = 2 * Integer.BYTES + Long.BYTES;

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

    static byte[] compacted(int number) {
        return small(COMPACTED, number);
    }

    static byte[] compactedTo(long index) {
        return ByteBuffer.allocate(Long.BYTES).putLong(index).array();
    }

    /** The index that {@link #compactedTo} wrote. */
    static long compactedIn(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    static byte[] draft(int number) {
        return small(DRAFT, number);
    }

    static byte[] nextSerial(int number) {
        return small(NEXT_SERIAL, number);
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
        return ByteBuffer.allocate(SMALL_SIZE)
                .put(kind)
                .putInt(number)
                .putLong(index)
                .array();
    }

    /** The index of a term or piece; -1 when the key is of another kind or log. */
    static long indexIn(byte[] key, byte kind, int number) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return key.length == SMALL_SIZE && in.get() == kind && in.getInt() == number ? in.getLong() : -1;
    }

    /** @param serial of the piece that has the entry */
    static byte[] entry(int number, int serial, long index) {
        return ByteBuffer.allocate(ENTRY_SIZE)
                .putInt(number)
                .putInt(serial)
                .putLong(index)
                .array();
    }

    /** The index of an entry; -1 when the key is of another log or piece. */
    static long indexIn(byte[] key, int number, int serial) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return key.length == ENTRY_SIZE && in.getInt() == number && in.getInt() == serial ? in.getLong() : -1;
    }
}

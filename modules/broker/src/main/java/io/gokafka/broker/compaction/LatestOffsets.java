package io.gokafka.broker.compaction;

import java.nio.ByteBuffer;

/**
 * The offset of the latest record of each key, in bounded memory: a table with open addressing in one array, 24 bytes a slot (the key's
 * hash and its offset), of which three quarters are used at most.
 *
 * <p>Threading: for one thread.
 */
final class LatestOffsets {
    /** Bytes that a slot takes. */
    static final int SLOT_BYTES = 3 * Long.BYTES;

    private static final int FIELDS = 3;
    private static final int MIN_SLOTS = 8;
    private static final int MAX_SLOTS = (Integer.MAX_VALUE - 8) / FIELDS;

    private final KeyHash hash;
    private long[] table;
    private int size;

    private LatestOffsets(KeyHash hash, int slots) {
        this.hash = hash;
        this.table = new long[FIELDS * slots];
    }

    /**
     * An empty table.
     *
     * @param maxBytes what it may take
     * @param maxKeys how many keys there are at most, so that it need not take all of that
     */
    static LatestOffsets of(KeyHash hash, long maxBytes, long maxKeys) {
        long wanted = Math.min(maxBytes / SLOT_BYTES, Math.min(maxKeys, MAX_SLOTS) / 3 * 4 + MIN_SLOTS);
        return new LatestOffsets(hash, Math.clamp(wanted, MIN_SLOTS, MAX_SLOTS));
    }

    /** How many keys it has. */
    int size() {
        return size;
    }

    /**
     * Notes a record, which is the latest of its key so far.
     *
     * @return false when the table is full and does not have the key: then nothing is changed
     */
    boolean put(ByteBuffer key, long offset) {
        hash.hash(key);
        int at = slotOf(hash.high(), hash.low());
        boolean isNew = table[at + 2] == 0;
        if (isNew && size >= slots() / 4 * 3) {
            return false;
        }
        size += isNew ? 1 : 0;
        table[at] = hash.high();
        table[at + 1] = hash.low();
        table[at + 2] = offset + 1; // 0 says that a slot is free
        return true;
    }

    /** Whether a record is the latest of its key, or of a key that is not here. */
    boolean isLatest(ByteBuffer key, long offset) {
        hash.hash(key);
        return offset >= table[slotOf(hash.high(), hash.low()) + 2] - 1;
    }

    /** Doubles its room, whatever it was allowed. */
    void grow() {
        long[] old = table;
        table = new long[FIELDS * (int) Math.min(2L * slots(), MAX_SLOTS)];
        for (int i = 0; i < old.length; i += FIELDS) {
            if (old[i + 2] != 0) {
                System.arraycopy(old, i, table, slotOf(old[i], old[i + 1]), FIELDS);
            }
        }
    }

    private int slots() {
        return table.length / FIELDS;
    }

    /** Where the slot of a hash begins, or the free one that it would have. */
    private int slotOf(long high, long low) {
        int slots = slots();
        int slot = (int) Long.remainderUnsigned(low, slots);
        while (true) {
            int at = slot * FIELDS;
            if (table[at + 2] == 0 || (table[at] == high && table[at + 1] == low)) {
                return at;
            }
            slot = slot + 1 == slots ? 0 : slot + 1;
        }
    }
}

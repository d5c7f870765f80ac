package io.gokafka.consensus.jgroups.wire;

import io.gokafka.api.storage.EntryRun;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Consecutive entries as they travel: their batches, one after the other. The bytes are never changed once it is made.
 *
 * @param first index of the first that is meant; the first batch may be a {@linkplain io.gokafka.api.record.Hole hole} that begins before
 *     it
 * @param last index of the last
 * @param prevTerm term of the entry before the first
 * @param array has the bytes
 * @param offset where they begin
 * @param length how many
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity, if at all
public record Chunk(long first, long last, long prevTerm, byte[] array, int offset, int length) {
    /** Of whole batches; a single one that has an array is not copied. */
    public static Chunk of(long first, long prevTerm, List<ByteBuffer> batches) {
        ByteBuffer only = batches.getFirst();
        long last = first + batches.size() - 1;
        if (batches.size() == 1 && only.hasArray()) {
            return new Chunk(
                    first, last, prevTerm, only.array(), only.arrayOffset() + only.position(), only.remaining());
        }
        int size = batches.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer all = ByteBuffer.allocate(size);
        batches.forEach(b -> all.put(b.duplicate()));
        return new Chunk(first, last, prevTerm, all.array(), 0, size);
    }

    /** Of what was read from a log, from an index on. */
    public static Chunk read(long first, long prevTerm, EntryRun read) {
        ByteBuffer copy =
                ByteBuffer.allocate(read.bytes().remaining()).put(read.bytes().duplicate());
        return new Chunk(first, read.nextIndex() - 1, prevTerm, copy.array(), 0, copy.capacity());
    }

    /** Number of entries. */
    public long count() {
        return last - first + 1;
    }
}

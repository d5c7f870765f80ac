package io.gokafka.api.record;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Walks over the batches that stand one after the other in a buffer. */
public final class RecordBatches implements Iterable<RecordBatch> {
    private final ByteBuffer buffer;

    private RecordBatches(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** The batches from the buffer's position to its limit; the buffer itself is not moved, the bytes are shared. */
    public static RecordBatches in(ByteBuffer buffer) {
        return new RecordBatches(buffer.slice());
    }

    /** Each batch in turn; throws {@link InvalidBatchException} at one that is malformed or cut off. */
    @Override
    public Iterator<RecordBatch> iterator() {
        ByteBuffer rest = buffer.duplicate();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rest.hasRemaining();
            }

            @Override
            public RecordBatch next() {
                if (!rest.hasRemaining()) {
                    throw new NoSuchElementException();
                }
                RecordBatch batch = RecordBatch.at(rest);
                rest.position(rest.position() + batch.sizeInBytes());
                return batch;
            }
        };
    }
}

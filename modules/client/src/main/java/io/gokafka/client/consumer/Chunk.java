package io.gokafka.client.consumer;

import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that were read of one partition in one answer, decoded.
 *
 * @param records in the order of their offsets
 * @param nextOffset the offset after them and after what was skipped
 * @param bytes what they took on the network
 */
record Chunk(List<Record> records, long nextOffset, int bytes) {
    /**
     * Decodes batches; skips control batches, and records before an offset.
     *
     * @throws InvalidBatchException when they are damaged
     */
    static Chunk decode(ByteBuffer batches, long from) {
        List<Record> records = new ArrayList<>();
        long next = from;
        for (RecordBatch batch : RecordBatches.in(batches)) {
            batch.verify();
            if (!batch.isControl() && batch.nextOffset() > from) {
                addFrom(from, batch, records);
            }
            next = Math.max(next, batch.nextOffset());
        }
        return new Chunk(records, next, batches.remaining());
    }

    private static void addFrom(long from, RecordBatch batch, List<Record> records) {
        for (Record record : batch.records()) {
            if (record.offset() >= from) {
                records.add(record);
            }
        }
    }
}

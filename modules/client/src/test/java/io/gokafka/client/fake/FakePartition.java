package io.gokafka.client.fake;

import io.gokafka.api.record.ControlBatch;
import io.gokafka.api.record.Hole;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.DescribeProducers;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A committed log with the checks of idempotence that a real leader makes. Guarded by the cluster's lock. */
public final class FakePartition {
    private static final int REMEMBERED = 5;

    private final List<RecordBatch> batches = new ArrayList<>();
    private final Map<Long, Known> producers = new HashMap<>();
    private long end;
    private long start;
    int leader;
    long term = 1;

    private record Seen(int firstSequence, int lastSequence, long baseOffset) {}

    private record Known(short epoch, Deque<Seen> seen) {}

    FakePartition(int leader) {
        this.leader = leader;
    }

    /** Appends unless it was appended before; returns the base offset. */
    long append(RecordBatch given) {
        RecordBatch batch = RecordBatch.verified(given.buffer());
        long producer = batch.producerId();
        if (producer == RecordBatch.NO_PRODUCER_ID) {
            return store(batch);
        }
        Deque<Seen> seen = inEpoch(producer, batch.producerEpoch());
        for (Seen old : seen) {
            if (old.firstSequence == batch.baseSequence() && old.lastSequence == batch.lastSequence()) {
                return old.baseOffset;
            }
        }
        int expected = seen.isEmpty() ? 0 : RecordBatch.addSequence(seen.getLast().lastSequence, 1);
        if (batch.baseSequence() != expected) {
            throw Failure.of(
                            ErrorCode.OUT_OF_ORDER_SEQUENCE,
                            "expected sequence " + expected + ", not " + batch.baseSequence())
                    .toException();
        }
        long offset = store(batch);
        seen.addLast(new Seen(batch.baseSequence(), batch.lastSequence(), offset));
        if (seen.size() > REMEMBERED) {
            seen.removeFirst();
        }
        return offset;
    }

    private Deque<Seen> inEpoch(long producer, short epoch) {
        Known known = producers.get(producer);
        if (known == null || known.epoch < epoch) {
            known = new Known(epoch, new ArrayDeque<>());
            producers.put(producer, known);
        } else if (known.epoch > epoch) {
            throw Failure.of(ErrorCode.PRODUCER_FENCED, "epoch is " + known.epoch + ", not " + epoch)
                    .toException();
        }
        return known.seen;
    }

    /** The end of a transaction: it takes an offset. */
    void appendControl() {
        store(new ControlBatch(ControlBatch.Type.COMMIT, new byte[0]).toBatch(0));
    }

    /** Compaction has left nothing of so many offsets. */
    void appendHole(int offsets) {
        store(Hole.of(offsets, end, offsets, term));
    }

    /** Forgets what producers have sent, as a broker does after a long time. */
    void forgetProducers() {
        producers.clear();
    }

    void dropBefore(long offset) {
        batches.removeIf(batch -> batch.nextOffset() <= offset);
        start = offset;
    }

    /** What is remembered of producers. */
    List<DescribeProducers.Producer> producers() {
        return producers.entrySet().stream()
                .map(e -> new DescribeProducers.Producer(
                        e.getKey(),
                        e.getValue().epoch(),
                        e.getValue().seen().getLast().lastSequence(),
                        -1))
                .toList();
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    List<Record> records() {
        return batches.stream()
                .filter(batch -> !batch.isControl())
                .flatMap(batch -> batch.records().stream())
                .toList();
    }

    int batchCount() {
        return batches.size();
    }

    /** Whole batches from the one with the offset on. */
    ByteBuffer read(long offset, int maxBytes) {
        List<RecordBatch> found = new ArrayList<>();
        int size = 0;
        for (RecordBatch batch : batches) {
            if (!found.isEmpty() && size + batch.sizeInBytes() > maxBytes) {
                break;
            }
            if (batch.nextOffset() > offset) {
                found.add(batch);
                size += batch.sizeInBytes();
            }
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        found.forEach(batch -> out.put(batch.buffer()));
        return out.flip();
    }

    private long store(RecordBatch batch) {
        ByteBuffer copy =
                ByteBuffer.allocate(batch.sizeInBytes()).put(batch.buffer()).flip();
        RecordBatch stored = RecordBatch.at(copy);
        stored.assign(end, term);
        batches.add(stored);
        end = stored.nextOffset();
        return stored.baseOffset();
    }
}

package io.gokafka.broker.partition;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.DescribeProducers;
import io.gokafka.broker.partition.ProducerEntry.Appended;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The idempotent producers of a log: a function of the batches in it, but for those that are forgotten: beyond
 * {@link #MAX_PRODUCERS} those that have been silent longest, and those that have been silent for very long. What is forgotten
 * may differ from replica to replica; a producer that is unknown where some were forgotten is believed what it says.
 *
 * <p>Threading: safe for use by several threads.
 */
final class ProducerTable {
    /** Producers remembered for a partition. */
    static final int MAX_PRODUCERS = 10_000;

    /** In the order of the last batch, the one that has been silent longest first. */
    private final LinkedHashMap<Long, ProducerEntry> producers = new LinkedHashMap<>();

    private boolean forgotten;

    /** Notes a batch that is in the log now. */
    synchronized void onAppend(RecordBatch batch, long now) {
        if (batch.producerId() == RecordBatch.NO_PRODUCER_ID || batch.isControl()) {
            return;
        }
        ProducerEntry before = producers.remove(batch.producerId());
        producers.put(batch.producerId(), before == null ? ProducerEntry.first(batch, now) : before.with(batch, now));
        if (producers.size() > MAX_PRODUCERS) {
            producers.pollFirstEntry();
            forgotten = true;
        }
    }

    /** Forgets those that have been silent since before a time. */
    synchronized void forgetSilentSince(long time) {
        while (!producers.isEmpty() && producers.firstEntry().getValue().lastSeen() < time) {
            producers.pollFirstEntry();
            forgotten = true;
        }
    }

    /** Whether a producer that is not here may have been here. */
    synchronized boolean hasForgotten() {
        return forgotten;
    }

    synchronized Optional<ProducerEntry> get(long producerId) {
        return Optional.ofNullable(producers.get(producerId));
    }

    synchronized int size() {
        return producers.size();
    }

    synchronized void clear() {
        producers.clear();
        forgotten = false;
    }

    /** All of them. */
    synchronized List<DescribeProducers.Producer> describe() {
        List<DescribeProducers.Producer> described = new ArrayList<>(producers.size());
        producers.forEach((id, entry) -> described.add(
                new DescribeProducers.Producer(id, entry.epoch(), entry.lastSequence(), entry.lastTimestamp())));
        return described;
    }

    synchronized void write(DataOutputStream out) throws IOException {
        out.writeBoolean(forgotten);
        out.writeInt(producers.size());
        for (Map.Entry<Long, ProducerEntry> producer : producers.entrySet()) {
            out.writeLong(producer.getKey());
            out.writeLong(producer.getValue().lastSeen());
            write(out, producer.getValue());
        }
    }

    /** Replaces the table by what {@link #write} has written. */
    synchronized void read(DataInputStream in) throws IOException {
        clear();
        forgotten = in.readBoolean();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            long id = in.readLong();
            producers.put(id, read(in, in.readLong()));
        }
    }

    /** Replaces the table by one of the first version, which had the producers alone. */
    synchronized void readFirstVersion(DataInputStream in, long now) throws IOException {
        clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            producers.put(in.readLong(), read(in, now));
        }
    }

    private static void write(DataOutputStream out, ProducerEntry entry) throws IOException {
        out.writeShort(entry.epoch());
        out.writeLong(entry.lastTimestamp());
        out.writeByte(entry.recent().size());
        for (Appended batch : entry.recent()) {
            out.writeInt(batch.firstSequence());
            out.writeInt(batch.lastSequence());
            out.writeLong(batch.baseOffset());
            out.writeLong(batch.nextOffset());
        }
    }

    private static ProducerEntry read(DataInputStream in, long lastSeen) throws IOException {
        short epoch = in.readShort();
        long lastTimestamp = in.readLong();
        int count = in.readByte();
        List<Appended> recent = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            recent.add(new Appended(in.readInt(), in.readInt(), in.readLong(), in.readLong()));
        }
        return new ProducerEntry(epoch, lastTimestamp, lastSeen, recent);
    }
}

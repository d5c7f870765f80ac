package io.gokafka.broker.partition;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.broker.partition.ProducerEntry.Appended;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The idempotent producers of a log: a function of the batches in it. Bounded: the producers that have been silent longest are
 * forgotten beyond {@link #MAX_PRODUCERS}.
 *
 * <p>Threading: safe for use by several threads.
 */
final class ProducerTable {
    /** Producers remembered for a partition. */
    static final int MAX_PRODUCERS = 10_000;

    private static final byte VERSION = 1;

    /** In the order of the last batch, the one that has been silent longest first. */
    private final LinkedHashMap<Long, ProducerEntry> producers = new LinkedHashMap<>();

    /** Notes a batch that is in the log now. */
    synchronized void onAppend(RecordBatch batch) {
        if (batch.producerId() == RecordBatch.NO_PRODUCER_ID || batch.isControl()) {
            return;
        }
        ProducerEntry before = producers.remove(batch.producerId());
        producers.put(batch.producerId(), before == null ? ProducerEntry.first(batch) : before.with(batch));
        if (producers.size() > MAX_PRODUCERS) {
            producers.pollFirstEntry();
        }
    }

    synchronized Optional<ProducerEntry> get(long producerId) {
        return Optional.ofNullable(producers.get(producerId));
    }

    synchronized int size() {
        return producers.size();
    }

    synchronized void clear() {
        producers.clear();
    }

    /** The table as bytes. */
    synchronized byte[] image() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * (1 + producers.size()));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(producers.size());
            for (Map.Entry<Long, ProducerEntry> producer : producers.entrySet()) {
                out.writeLong(producer.getKey());
                write(out, producer.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Replaces the table by that of an image; an empty image is an empty table. */
    synchronized void restore(byte[] image) {
        producers.clear();
        if (image.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(image))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("producer snapshot has version " + version + ", not " + VERSION);
            }
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                producers.put(in.readLong(), read(in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("producer snapshot is cut off", e);
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

    private static ProducerEntry read(DataInputStream in) throws IOException {
        short epoch = in.readShort();
        long lastTimestamp = in.readLong();
        int count = in.readByte();
        List<Appended> recent = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            recent.add(new Appended(in.readInt(), in.readInt(), in.readLong(), in.readLong()));
        }
        return new ProducerEntry(epoch, lastTimestamp, recent);
    }
}

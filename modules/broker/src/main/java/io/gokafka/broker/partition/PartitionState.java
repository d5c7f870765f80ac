package io.gokafka.broker.partition;

import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.record.LogStart;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.broker.compaction.CompactionHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/**
 * What the entries of a partition's log amount to: its producers, where it starts, and what is to be compacted. Its image is the partition's snapshot.
 *
 * <p>Threading: for one thread at a time; the producers may be read by others.
 */
final class PartitionState {
    private static final byte FIRST_VERSION = 1;
    private static final byte SECOND_VERSION = 2;
    private static final byte VERSION = 3;

    private final InstantSource clock;
    private final ProducerTable producers = new ProducerTable();
    private long logStart;
    private CompactionHistory compaction = CompactionHistory.NONE;

    PartitionState(InstantSource clock) {
        this.clock = clock;
    }

    ProducerTable producers() {
        return producers;
    }

    /** The first offset that clients see, once the entry that says so is committed. */
    long logStart() {
        return logStart;
    }

    /** Up to where it is to be compacted, once the entry that says so is committed. */
    CompactionHistory compaction() {
        return compaction;
    }

    /** Applies one more batch of the log. */
    void apply(RecordBatch batch) {
        producers.onAppend(batch, clock.millis());
        LogStart.of(batch).ifPresent(start -> logStart = Math.max(logStart, start.offset()));
        CompactionMark.of(batch).ifPresent(mark -> compaction = compaction.after(mark));
    }

    /** The state as bytes. */
    byte[] image() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * (1 + producers.size()));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(logStart);
            compaction.write(out);
            producers.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Replaces the state by that of an image; an empty image is the state of an empty log. */
    void restore(byte[] image) {
        producers.clear();
        logStart = 0;
        compaction = CompactionHistory.NONE;
        if (image.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(image))) {
            byte version = in.readByte();
            switch (version) {
                case FIRST_VERSION -> producers.readFirstVersion(in, clock.millis());
                case SECOND_VERSION -> {
                    logStart = in.readLong();
                    producers.read(in);
                }
                case VERSION -> {
                    logStart = in.readLong();
                    compaction = CompactionHistory.read(in);
                    producers.read(in);
                }
                default ->
                    throw new IllegalStateException("partition snapshot has version " + version + ", not " + VERSION);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("partition snapshot is cut off", e);
        }
    }
}

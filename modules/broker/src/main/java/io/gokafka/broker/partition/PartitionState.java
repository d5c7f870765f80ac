package io.gokafka.broker.partition;

import io.gokafka.api.record.LogStart;
import io.gokafka.api.record.RecordBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the entries of a partition's log amount to: its producers, and where it starts. Its image is the partition's snapshot.
 *
 * <p>Threading: for one thread at a time; the producers may be read by others.
 */
final class PartitionState {
    private static final byte FIRST_VERSION = 1;
    private static final byte VERSION = 2;

    private final InstantSource clock;
    private final ProducerTable producers = new ProducerTable();
    private long logStart;

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

    /** Applies one more batch of the log; the new start if it is one that moves it. */
    Optional<LogStart> apply(RecordBatch batch) {
        producers.onAppend(batch, clock.millis());
        Optional<LogStart> start = LogStart.of(batch).filter(s -> s.offset() > logStart);
        start.ifPresent(s -> logStart = s.offset());
        return start;
    }

    /** The state as bytes. */
    byte[] image() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * (1 + producers.size()));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(logStart);
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
        if (image.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(image))) {
            byte version = in.readByte();
            switch (version) {
                case FIRST_VERSION -> producers.readFirstVersion(in, clock.millis());
                case VERSION -> {
                    logStart = in.readLong();
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

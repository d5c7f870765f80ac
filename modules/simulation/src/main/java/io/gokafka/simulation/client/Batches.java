package io.gokafka.simulation.client;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.simulation.invariant.Observation;
import io.gokafka.simulation.invariant.SentBatch;
import io.gokafka.simulation.world.World;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes batches, each with a name of its own. One thread. */
public final class Batches {
    private static final long FIRST_NAME = 1_700_000_000_000L;

    private final World world;
    private long named;

    /** For a world, whose rules are told of each batch. */
    public Batches(World world) {
        this.world = world;
    }

    /** A batch that may be sent several times. */
    record Batch(long name, ByteBuffer bytes) {
        /** What is sent once: its bytes are the receiver's. */
        RecordBatch copy() {
            return RecordBatch.at(ByteBuffer.allocate(bytes.remaining())
                    .put(bytes.duplicate())
                    .flip());
        }
    }

    Batch plain(int records) {
        return build(new RecordBatchBuilder(128), records, -1);
    }

    Batch idempotent(int records, long producer, short epoch, int sequence) {
        return build(new RecordBatchBuilder(128).producer(producer, epoch, sequence), records, producer);
    }

    private Batch build(RecordBatchBuilder builder, int records, long producer) {
        long name = FIRST_NAME + named++;
        byte[] value = ("v" + named).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < records; i++) {
            builder.append(name, null, value, List.of());
        }
        RecordBatch batch = builder.build();
        world.observe(new Observation.Sent(new SentBatch(name, batch.crc(), producer)));
        return new Batch(name, batch.buffer());
    }
}

package io.gokafka.simulation.client;

import io.gokafka.api.request.RequestException;
import io.gokafka.broker.partition.PartitionReader;
import io.gokafka.broker.partition.Replica;
import io.gokafka.simulation.invariant.LoggedEntry;
import io.gokafka.simulation.invariant.Observation;
import io.gokafka.simulation.world.Life;
import io.gokafka.simulation.world.SimulatedBroker;
import io.gokafka.simulation.world.World;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads from whatever replica it comes to, and has leaders confirm that they lead. */
public final class Reader implements Client {
    private static final int MOST_BYTES = 600;

    private final World world;
    private final Node node;
    private long position;
    private boolean stopped;
    private long read;

    /** One that begins at once. */
    public Reader(World world, int number) {
        this.world = world;
        this.node = new Node(world, number, "reader");
        node.every(30_000, "read", this::tick);
    }

    private void tick() {
        SimulatedBroker broker = node.anyBroker();
        if (stopped) {
            return;
        }
        if (world.scheduler().below(6) == 0) {
            node.call(broker, "barrier", life -> confirm(life, broker));
        } else {
            node.call(broker, "fetch", life -> read(life, broker));
        }
    }

    private void read(Life life, SimulatedBroker broker) {
        if (isBeyondEndOfLeader(life)) {
            confirm(life, broker);
            return;
        }
        PartitionReader reader = life.partition().reader();
        try {
            List<LoggedEntry> entries = LoggedEntry.in(0, reader.read(position, MOST_BYTES));
            for (LoggedEntry entry : entries) {
                world.observe(new Observation.Shown(broker.id(), reader.highWatermark(), entry));
                position = entry.nextOffset();
                read++;
            }
        } catch (RequestException outOfRange) {
            position = Math.max(position, reader.logStartOffset());
        }
        if (world.scheduler().below(40) == 0) {
            position = reader.logStartOffset();
        }
    }

    /** It would wait until others have confirmed that it leads, and there is one thread for all: so the proof is asked for without waiting. */
    private boolean isBeyondEndOfLeader(Life life) {
        Replica replica = life.partition().replica();
        return replica.isLeader() && position > replica.log().bounds().endOffset();
    }

    private void confirm(Life life, SimulatedBroker broker) {
        long before = world.invariants().history().lastIndex();
        CompletableFuture<Long> barrier = life.partition().replica().readBarrier();
        var _ = barrier.thenAccept(index -> {
            if (!life.process().hasEnded()) {
                world.observe(new Observation.BarrierPassed(broker.id(), before, index));
            }
        });
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean isDone() {
        return true;
    }

    @Override
    public long achieved() {
        return read;
    }
}

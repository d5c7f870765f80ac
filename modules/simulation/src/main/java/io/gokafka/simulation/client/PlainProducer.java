package io.gokafka.simulation.client;

import io.gokafka.api.request.Acks;
import io.gokafka.api.request.RequestException;
import io.gokafka.simulation.invariant.Observation;
import io.gokafka.simulation.world.Life;
import io.gokafka.simulation.world.SimulatedBroker;
import io.gokafka.simulation.world.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A producer that sends each batch once, with one kind of acknowledgement or the other, and forgets it. */
public final class PlainProducer implements Client {
    private static final List<Acks> KINDS = List.of(Acks.ALL, Acks.LEADER, Acks.NONE);

    private final World world;
    private final Node node;
    private final Batches batches;
    private boolean stopped;
    private long sent;

    /** One that begins at once. */
    public PlainProducer(World world, int number, Batches batches) {
        this.world = world;
        this.node = new Node(world, number, "plain");
        this.batches = batches;
        node.every(40_000, "produce", this::tick);
    }

    private void tick() {
        if (!stopped) {
            SimulatedBroker broker = world.anyLeader().orElseGet(node::anyBroker);
            Batches.Batch batch = batches.plain(1 + world.scheduler().below(3));
            Acks acks = KINDS.get(world.scheduler().below(KINDS.size()));
            sent++;
            node.call(broker, "request", life -> produce(life, broker, batch, acks));
        }
    }

    private void produce(Life life, SimulatedBroker broker, Batches.Batch batch, Acks acks) {
        CompletableFuture<Long> offset;
        try {
            offset = life.produce(batch.copy(), acks, Duration.ofSeconds(1)).thenApply(r -> r.baseOffset());
        } catch (RequestException e) {
            offset = CompletableFuture.failedFuture(e);
        }
        var _ = offset.whenComplete((at, fault) -> {
            if (at == null) {
                boolean declined = Outcome.of(fault, world).declined();
                if (declined && !life.process().hasEnded()) {
                    world.observe(new Observation.Declined(broker.id(), batch.name(), String.valueOf(fault)));
                }
            } else if (acks == Acks.ALL && !life.process().hasEnded()) {
                world.observe(new Observation.Acknowledged(broker.id(), batch.name(), at));
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
        return sent;
    }
}

package io.gokafka.simulation.client;

import io.gokafka.api.request.RequestException;
import io.gokafka.broker.partition.Partition;
import io.gokafka.simulation.world.SimulatedBroker;
import io.gokafka.simulation.world.World;
import java.time.Duration;

/** Deletes records now and then, up to any offset. */
public final class Deleter implements Client {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final World world;
    private final Node node;
    private boolean stopped;
    private long asked;

    /** One that begins at once. */
    public Deleter(World world, int number) {
        this.world = world;
        this.node = new Node(world, number, "deleter");
        node.every(250_000, "delete", this::tick);
    }

    private void tick() {
        if (!stopped) {
            SimulatedBroker broker = world.anyLeader().orElseGet(node::anyBroker);
            node.call(broker, "delete", life -> delete(life.partition()));
        }
    }

    private void delete(Partition partition) {
        long start = partition.reader().logStartOffset();
        long offset = world.scheduler().between(start, partition.reader().highWatermark() + 1);
        try {
            asked++;
            var _ = partition.deleteRecords(offset, PATIENCE);
        } catch (RequestException e) {
            // what is committed here has moved meanwhile, or it was never to be: nothing is deleted then
        }
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
        return asked;
    }
}

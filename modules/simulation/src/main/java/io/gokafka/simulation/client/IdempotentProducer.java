package io.gokafka.simulation.client;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestException;
import io.gokafka.simulation.invariant.Observation;
import io.gokafka.simulation.world.Life;
import io.gokafka.simulation.world.Scheduler;
import io.gokafka.simulation.world.SimulatedBroker;
import io.gokafka.simulation.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A producer that retries: several batches are in flight as long as all goes well; after a failure it begins again with the oldest
 * one, alone until that is acknowledged, perhaps at another broker. Now and then another instance of it takes over.
 */
public final class IdempotentProducer implements Client {
    private static final int MOST_PENDING = 8;
    private static final int TICK_MICROS = 24_000;

    private final World world;
    private final Scheduler scheduler;
    private final Node node;
    private final Batches batches;
    private final long id;
    private final int window;
    private final List<Batches.Batch> pending = new ArrayList<>();
    private short epoch;
    private int nextSequence;
    private SimulatedBroker target;
    private int connection;
    private int inFlight;
    private long oldestSentAt;
    private long notBefore;
    private boolean proven;
    private boolean stopped;
    private long acknowledged;

    /** One that begins at once. */
    public IdempotentProducer(World world, int number, Batches batches, long id) {
        this.world = world;
        this.scheduler = world.scheduler();
        this.node = new Node(world, number, "p" + id);
        this.batches = batches;
        this.id = id;
        this.window = 1 + scheduler.below(5);
        this.target = node.anyBroker();
        node.every(TICK_MICROS, "produce", this::tick);
    }

    private void tick() {
        if (!stopped && pending.size() < MOST_PENDING) {
            int records = 1 + scheduler.below(3);
            pending.add(batches.idempotent(records, id, epoch, nextSequence));
            nextSequence += records;
        }
        if (!stopped && scheduler.perMille(2)) {
            takeOver();
        }
        if (inFlight > 0 && scheduler.now() - oldestSentAt > 600_000_000L) {
            failed(Optional.empty());
        }
        pump();
    }

    /** Another instance begins: what the former one had not finished is in the log once, or not at all. */
    private void takeOver() {
        epoch++;
        nextSequence = 0;
        pending.clear();
        reconnect();
    }

    private void reconnect() {
        connection++;
        inFlight = 0;
        proven = false;
    }

    private void failed(Optional<BrokerId> leader) {
        reconnect();
        target = leader.flatMap(l ->
                        world.brokers().stream().filter(b -> b.id().equals(l)).findFirst())
                .orElseGet(node::anyBroker);
        notBefore = scheduler.now() + scheduler.between(0, 60_000_000);
    }

    private void pump() {
        int most = Math.min(proven ? window : 1, pending.size());
        while (inFlight < most && scheduler.now() >= notBefore) {
            send(pending.get(inFlight++));
        }
    }

    private void send(Batches.Batch batch) {
        boolean alone = !proven;
        oldestSentAt = inFlight == 1 ? scheduler.now() : oldestSentAt;
        int over = connection;
        SimulatedBroker broker = target;
        node.call(broker, "request", life -> {
            var _ = produce(life, batch).whenComplete((result, fault) -> {
                if (!life.process().hasEnded()) {
                    long term = life.partition().replica().role().term();
                    Outcome outcome = outcome(broker, term, batch, alone, result, fault);
                    node.answer(broker, () -> answered(over, batch, outcome));
                }
            });
        });
    }

    private CompletableFuture<Produce.Result> produce(Life life, Batches.Batch batch) {
        Duration timeout = Duration.ofMillis(scheduler.between(50, 1_500));
        try {
            return life.produce(batch.copy(), Acks.ALL, timeout);
        } catch (RequestException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Outcome outcome(
            SimulatedBroker broker,
            long term,
            Batches.Batch batch,
            boolean alone,
            Produce.@Nullable Result result,
            @Nullable Throwable fault) {
        if (result != null) {
            world.observe(new Observation.Acknowledged(broker.id(), batch.name(), result.baseOffset()));
            return new Outcome.Appended(result.baseOffset());
        }
        Outcome.Failed failed = Outcome.of(fault, world);
        if (failed.refused() && alone && isOldest(batch)) {
            world.observe(new Observation.Refused(broker.id(), term, batch.name(), String.valueOf(fault)));
        }
        return failed;
    }

    private boolean isOldest(Batches.Batch batch) {
        return !pending.isEmpty() && pending.getFirst().name() == batch.name();
    }

    private void answered(int over, Batches.Batch batch, Outcome outcome) {
        if (over != connection) {
            return;
        }
        switch (outcome) {
            case Outcome.Appended(long offset)
            when isOldest(batch) -> {
                pending.removeFirst();
                inFlight--;
                acknowledged++;
                oldestSentAt = scheduler.now();
                proven = true;
                pump();
            }
            case Outcome.Appended(long offset) -> failed(Optional.empty()); // an answer before it was lost
            case Outcome.Failed(Optional<BrokerId> leader, boolean refused, boolean declined) -> failed(leader);
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean isDone() {
        return pending.isEmpty();
    }

    @Override
    public long achieved() {
        return acknowledged;
    }
}

package io.gokafka.simulation.world;

import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.simulation.invariant.LoggedEntry;
import io.gokafka.simulation.invariant.Observation;

/** Tells the rules what a replica tells its broker. */
final class Watch implements ReplicaListener {
    private final World world;
    private final SimulatedBroker broker;
    private final Life life;
    private long told = -1;

    Watch(World world, SimulatedBroker broker, Life life) {
        this.world = world;
        this.broker = broker;
        this.life = life;
    }

    @Override
    public void onRole(Role role) {
        if (!life.isDead() && role instanceof Role.Leader leader) {
            world.scheduler().trace().note(world.scheduler().now(), "LEADS", leader);
            world.observe(new Observation.Led(
                    broker.id(), leader.term(), life.log().bounds().lastIndex()));
            world.catalog().led(life);
        }
    }

    @Override
    public void onCommit(long commitIndex, long highWatermark) {
        if (life.isDead()) {
            return;
        }
        long first = Math.max(told + 1, life.log().bounds().firstIndex());
        long term = life.link().replica().term();
        for (LoggedEntry entry : LoggedEntry.in(first, life.log().readEntries(first, commitIndex, Integer.MAX_VALUE))) {
            world.scheduler().trace().mix(entry.crc() + 31 * entry.index());
            world.observe(new Observation.Committed(broker.id(), term, entry));
        }
        told = commitIndex;
        long logStart = life.partition().reader().logStartOffset();
        world.observe(new Observation.Advanced(broker.id(), commitIndex, highWatermark, logStart));
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
        told = -1;
    }

    @Override
    public void onFailure(Throwable fault) {
        if (life.isDead()) {
            return;
        }
        if (!life.process().diskHasFailed()) {
            world.observe(new Observation.Stopped(broker.id(), fault));
        }
        world.scheduler().within(1_000, 300_000, "give up", broker.id(), () -> {
            if (!life.isDead()) {
                broker.crash();
            }
        });
    }
}

package io.gokafka.simulation.world;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.Vote;
import io.gokafka.simulation.invariant.Observation;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A broker: its disk, and its process when it runs. */
public final class SimulatedBroker {
    private final World world;
    private final int number;
    private final BrokerId id;
    private int disk;
    private int lives;
    private Vote voteOnDisk = Vote.NONE;
    private boolean knowsBegun;
    private long clockOffsetMillis;
    private boolean slowDisk;
    private @Nullable Life life;

    SimulatedBroker(World world, int number) {
        this.world = world;
        this.number = number;
        this.id = new BrokerId("b" + (number + 1));
    }

    /** Its name. */
    public BrokerId id() {
        return id;
    }

    /** Its number, from 0: its node in the network. */
    public int number() {
        return number;
    }

    /** Its process, if it runs. */
    public Optional<Life> life() {
        return Optional.ofNullable(life);
    }

    Path disk() {
        return Path.of(id + "-" + disk);
    }

    /** Whether its disk has no vote: it is new, or was wiped and has not caught up since. */
    boolean isBlank() {
        return voteOnDisk.equals(Vote.NONE);
    }

    /** Whether its copy of the metadata says that the group has begun; that is on its disk, too. */
    boolean knowsBegun() {
        return knowsBegun;
    }

    void learnBegun() {
        knowsBegun = true;
    }

    void voteStored(Vote vote) {
        voteOnDisk = vote;
        world.observe(new Observation.Voted(id, vote));
    }

    long clockOffsetMillis() {
        return clockOffsetMillis;
    }

    void moveClock(long millis) {
        clockOffsetMillis += millis;
    }

    boolean slowDisk() {
        return slowDisk;
    }

    void slowDisk(boolean slow) {
        slowDisk = slow;
    }

    /** Starts it, unless it runs. */
    public void start() {
        if (life == null) {
            world.scheduler().trace().note(world.scheduler().now(), "START", id);
            world.observe(new Observation.Opened(id));
            Life begun = new Life(world, this, ++lives);
            life = begun;
            begun.begin();
            world.membership().changed();
        }
    }

    /** Its process dies; of what was not synced, some is there. */
    void crash() {
        Life ended = life;
        if (ended != null) {
            world.scheduler().trace().note(world.scheduler().now(), "CRASH", id);
            life = null;
            long last = ended.lastAfterCrash();
            ended.die();
            Path before = disk();
            disk++;
            world.disks().copyAfterCrash(before, disk(), bounds -> last);
            world.membership().changed();
        }
    }

    /** Its process ends in an orderly way. */
    void stop() {
        Life ended = life;
        if (ended != null) {
            world.scheduler().trace().note(world.scheduler().now(), "STOP", id);
            ended.close();
            if (life == ended) { // it may have died while it closed
                life = null;
                ended.die();
                world.membership().changed();
            }
        }
    }

    /** Its process dies and its disk is lost. */
    void wipe() {
        crash();
        world.scheduler().trace().note(world.scheduler().now(), "WIPE", id);
        disk++;
        voteOnDisk = Vote.NONE;
        knowsBegun = false;
        world.observe(new Observation.Wiped(id));
    }

    String describe() {
        return id + (life == null ? ": down" : ": " + life.describe()) + ", vote " + voteOnDisk;
    }
}

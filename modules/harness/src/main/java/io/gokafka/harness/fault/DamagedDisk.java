package io.gokafka.harness.fault;

import io.gokafka.harness.Await;
import io.gokafka.harness.cluster.BrokerLogs;
import io.gokafka.harness.cluster.Disk;
import io.gokafka.harness.cluster.Excuse;
import io.gokafka.harness.cluster.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Bits of what was synced are others than were written, or not there. In half of the cases an operator empties the disk in the end;
 * in the others nobody does anything: the broker has to find the damage, and to get everything from the others by itself.
 */
final class DamagedDisk implements Fault.Ongoing {
    /** With fewer of them, nobody remembers what was acknowledged while one is filled again. */
    private static final int LEAST_BROKERS = 3;

    /**
     * Reports of the scrub without a find, after which each log was read from its beginning to its end: one may be of a pass that
     * was under way, the next pass draws when new logs are due, and the one after that reads them all.
     */
    private static final int CLEAN_SCRUBS = 3;

    /** Long runs have much to read. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final World world;
    private final Node node;
    private final boolean emptied;
    private final Background damaging;
    private volatile @Nullable Excuse excuse;

    private DamagedDisk(World world, Node node, Random random) {
        this.world = world;
        this.node = node;
        this.emptied = random.nextBoolean()
                || !node.disk().isRepairable()
                || world.cluster().nodes().size() < LEAST_BROKERS;
        this.damaging = Background.start("damage", () -> damage(random));
    }

    static Fault.Ongoing begin(World world, Node node, Random random) {
        return new DamagedDisk(world, node, random);
    }

    /** After a crash, damage in what was written last cannot be told from a torn write: so the broker is stopped in good order. */
    private void damage(Random random) throws IOException {
        boolean done = node.stop()
                && node.ifDown(disk -> {
                    excuse = emptied ? node.suspect() : node.complains();
                    world.notes().accept(node.id() + ": " + disk.damage(random));
                });
        if (!done) {
            world.notes().accept(node.id() + " did not end in good order, its disk is left alone");
        }
        world.cluster().start(node);
    }

    @Override
    public String what() {
        return "damage of the disk of " + node.id()
                + (emptied ? ", which is emptied in the end" : ", which it has to repair itself");
    }

    @Override
    public void end() throws IOException {
        damaging.join();
        if (emptied) {
            node.stop();
            node.whileDown(Disk::wipeStorage);
            world.cluster().start(node);
            recovers();
        }
    }

    private void recovers() {
        Excuse begun = excuse;
        if (begun != null) {
            Recovery.watch(node, begun);
        }
    }

    /** Waits until the scrub has read all logs, and met none that is damaged. */
    @Override
    public void settle() throws IOException {
        if (emptied) {
            return;
        }
        if (node.disk().isDamaged()) {
            awaitRepair();
        }
        recovers();
    }

    private void awaitRepair() throws IOException {
        if (node.hasClockMoved()) { // the scrub goes by that clock, and may think that it has a day left
            node.stop();
            world.cluster().start(node);
            world.cluster().awaitReady(node);
        }
        long from = Files.size(node.log());
        Await.until(
                node.id() + " has found all damage of its logs, and repaired them, see " + node.log(),
                PATIENCE,
                () -> BrokerLogs.cleanScrubs(node, from) >= CLEAN_SCRUBS);
        node.disk().repaired();
        world.notes().accept(node.id() + " has looked through all its logs");
    }
}

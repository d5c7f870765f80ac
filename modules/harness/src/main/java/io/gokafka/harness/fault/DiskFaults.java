package io.gokafka.harness.fault;

import io.gokafka.harness.cluster.Disk;
import io.gokafka.harness.cluster.Excuse;
import io.gokafka.harness.cluster.Node;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Disks that are full, slow, failing, damaged or empty. */
final class DiskFaults {
    private DiskFaults() {}

    private interface Misbehaviour {
        String[] draw(Random random);
    }

    /** What a broker does when the layer below its storage does something wrong. */
    private enum Effect {
        /** It goes on, slowly. */
        NONE,
        /** Replicas stop, and go on by themselves once it is over: the broker neither ends nor is started again. */
        PASSING,
        /** Replicas stop for good: the broker is started again at the end, as an operator does who has mended the disk. */
        FATAL
    }

    private static Fault misbehaving(String name, String description, Effect effect, Misbehaviour misbehaviour) {
        return new BelowStorage(new OnNode(name, description, World::anyActiveOnFaultyDisk, (world, node, random) -> {
            String[] pairs = misbehaviour.draw(random);
            Optional<Excuse> excuse = excuse(node, effect);
            node.disk().misbehave(pairs);
            return Fault.Ongoing.of(node.id() + ": " + String.join(" ", pairs), () -> {
                node.disk().misbehave();
                excuse.ifPresent(e -> recover(world, node, effect, e));
            });
        }));
    }

    private static Optional<Excuse> excuse(Node node, Effect effect) throws IOException {
        return switch (effect) {
            case NONE -> Optional.empty();
            case PASSING -> Optional.of(node.complainsOfFullDisk());
            case FATAL -> Optional.of(node.suspect());
        };
    }

    private static void recover(World world, Node node, Effect effect, Excuse excuse) {
        var _ = Background.start("recovery of " + node.id(), () -> {
            if (effect == Effect.FATAL) {
                node.stop();
                world.cluster().start(node);
            }
            Recovery.await(node, excuse);
        });
    }

    /** The logs are gone; the broker must not vote as if it remembered. */
    private static Fault.Ongoing wipeLogs(World world, Node node, Random random) throws IOException {
        node.whileDown(Disk::wipeStorage);
        world.cluster().start(node);
        return Fault.Ongoing.of(node.id() + " lost its logs", () -> {});
    }

    /** All is gone, the identity too: the operator removes the broker, and it joins as a new one. */
    private static Fault.Ongoing wipe(World world, Node node, Random random) throws IOException {
        Excuse excuse = node.suspect(); // it is refused under its old name until it was removed
        node.wipe();
        return Fault.Ongoing.of(node.id() + " lost all", () -> {
            Removal.retry(world, node);
            world.cluster().start(node);
            Recovery.watch(node, excuse);
        });
    }

    static List<Fault> all() {
        return List.of(
                misbehaving("disk-full", "a broker's disk is full, and has space again", Effect.PASSING, r ->
                        new String[] {"full", "true"}),
                misbehaving("disk-error", "a broker's disk fails to sync", Effect.FATAL, r ->
                        new String[] {"fail-sync", "true"}),
                misbehaving("disk-slow", "a broker's disk is slow", Effect.NONE, r -> new String[] {
                    "slow-sync-ms",
                    Integer.toString(20 << r.nextInt(6)),
                    "slow-write-ms",
                    Integer.toString(r.nextInt(10))
                }),
                new OnNode(
                        "damage",
                        "flipped bits, cut and zeroed files on one broker's disk, which it repairs itself, or an operator empties",
                        (world, random) -> world.activeVictim(),
                        DamagedDisk::begin),
                new OnNode(
                        "wipe-logs",
                        "a broker dies and comes back without its logs and votes",
                        (world, random) -> world.activeVictim(),
                        DiskFaults::wipeLogs),
                new OnNode(
                        "wipe",
                        "a broker's disk is replaced by an empty one; it is removed from the cluster and joins anew",
                        (world, random) -> world.activeVictim(),
                        DiskFaults::wipe));
    }
}

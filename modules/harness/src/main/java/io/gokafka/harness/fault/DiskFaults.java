package io.gokafka.harness.fault;

import io.gokafka.harness.cluster.Disk;
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

    /**
     * The layer below the storage does something wrong for a while.
     *
     * @param fatal whether replicas stop because of it, as they should: the broker is then started again at the end, as an
     *     operator does who has mended the disk
     */
    private record Misbehaving(String name, String description, boolean fatal, Misbehaviour misbehaviour)
            implements Fault {
        @Override
        public Optional<Ongoing> begin(World world, Random random) throws IOException {
            Optional<Node> any = world.anyActive(random);
            if (any.isEmpty()) {
                return Optional.empty();
            }
            Node node = any.get();
            String[] pairs = misbehaviour.draw(random);
            if (fatal) {
                node.suspect();
            }
            node.disk().misbehave(pairs);
            return Optional.of(Ongoing.of(node.id() + ": " + String.join(" ", pairs), () -> {
                node.disk().misbehave();
                if (fatal) {
                    restart(world, node);
                }
            }));
        }
    }

    private static void restart(World world, Node node) {
        var _ = Background.start("restart of " + node.id(), () -> {
            node.stop();
            world.cluster().start(node);
        });
    }

    /** Bits of what was synced are others than were written, or not there; the operator empties the disk in the end. */
    private record Damaged() implements Fault {
        @Override
        public String name() {
            return "damage";
        }

        @Override
        public String description() {
            return "flipped bits, cut and zeroed files on one broker's disk";
        }

        @Override
        public Optional<Ongoing> begin(World world, Random random) throws IOException {
            Optional<Node> victim = world.activeVictim();
            if (victim.isEmpty()) {
                return Optional.empty();
            }
            Node node = victim.get();
            Background damaging = Background.start(name(), () -> damage(world, node, random));
            return Optional.of(Ongoing.of("damage of the disk of " + node.id(), () -> {
                damaging.join();
                node.stop();
                node.whileDown(Disk::wipeStorage);
                world.cluster().start(node);
            }));
        }

        private static void damage(World world, Node node, Random random) throws IOException {
            // After a crash, damage in what was written last cannot be told from a torn write.
            boolean done = node.stop()
                    && node.ifDown(disk -> {
                        node.suspect();
                        world.notes().accept(node.id() + ": " + disk.damage(random));
                    });
            if (!done) {
                world.notes().accept(node.id() + " did not end in good order, its disk is left alone");
            }
            world.cluster().start(node);
        }
    }

    /** The logs are gone; the broker must not vote as if it remembered. */
    private record WipedLogs() implements Fault {
        @Override
        public String name() {
            return "wipe-logs";
        }

        @Override
        public String description() {
            return "a broker dies and comes back without its logs and votes";
        }

        @Override
        public Optional<Ongoing> begin(World world, Random random) throws IOException {
            Optional<Node> victim = world.activeVictim();
            if (victim.isEmpty()) {
                return Optional.empty();
            }
            Node node = victim.get();
            node.whileDown(Disk::wipeStorage);
            world.cluster().start(node);
            return Optional.of(Ongoing.of(node.id() + " lost its logs", () -> {}));
        }
    }

    /** All is gone, the identity too: the operator removes the broker, and it joins as a new one. */
    private record Wiped() implements Fault {
        @Override
        public String name() {
            return "wipe";
        }

        @Override
        public String description() {
            return "a broker's disk is replaced by an empty one; it is removed from the cluster and joins anew";
        }

        @Override
        public Optional<Ongoing> begin(World world, Random random) throws IOException {
            Optional<Node> victim = world.activeVictim();
            if (victim.isEmpty()) {
                return Optional.empty();
            }
            Node node = victim.get();
            node.suspect(); // it is refused under its old name until it was removed
            node.wipe();
            return Optional.of(Ongoing.of(node.id() + " lost all", () -> rejoin(world, node)));
        }

        private static void rejoin(World world, Node node) throws IOException {
            Removal.retry(world, node);
            world.cluster().start(node);
        }
    }

    static List<Fault> all() {
        return List.of(
                new Misbehaving("disk-full", "a broker's disk is full", true, r -> new String[] {"full", "true"}),
                new Misbehaving(
                        "disk-error", "a broker's disk fails to sync", true, r -> new String[] {"fail-sync", "true"}),
                new Misbehaving("disk-slow", "a broker's disk is slow", false, r -> new String[] {
                    "slow-sync-ms",
                    Integer.toString(20 << r.nextInt(6)),
                    "slow-write-ms",
                    Integer.toString(r.nextInt(10))
                }),
                new Damaged(),
                new WipedLogs(),
                new Wiped());
    }
}

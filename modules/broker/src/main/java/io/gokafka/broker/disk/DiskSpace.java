package io.gokafka.broker.disk;

import io.gokafka.broker.partition.Room;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows whether there is space on a disk. With less than a reserve, leaders take no more records, with less than half of it followers
 * append none; with a quarter more than it, all go on. What
 * could wait is written only when the reserve is left. Who owns it looks now and then; it looks by itself when much was written since.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class DiskSpace implements Room {
    private static final System.Logger LOG = System.getLogger(DiskSpace.class.getName());

    /** Of a small disk, no more than this part is reserved. */
    private static final int SMALLEST_PART = 20;

    /** This part of the reserve may be written between two looks. */
    private static final int UNSEEN_PART = 8;

    /** Says how much space there is, in bytes. */
    public interface Probe {
        /** What can be written. */
        long usable() throws IOException;

        /** What the disk has in all. */
        long total() throws IOException;

        /** That of the disk that a directory is on. */
        static Probe of(Path directory) {
            return new Probe() {
                @Override
                public long usable() throws IOException {
                    return disk().getUsableSpace();
                }

                @Override
                public long total() throws IOException {
                    return disk().getTotalSpace();
                }

                private FileStore disk() throws IOException {
                    return Files.getFileStore(directory);
                }
            };
        }
    }

    private final String name;
    private final Probe probe;
    private final long reserve;
    private final AtomicLong unseen = new AtomicLong();
    private volatile long usable = Long.MAX_VALUE;
    private volatile boolean low;

    /**
     * Looks for the first time.
     *
     * @param name of the place, for people
     * @param wanted the reserve in bytes, 0 for none; of a disk that is smaller than twenty times this, a twentieth is enough
     */
    public DiskSpace(String name, Probe probe, long wanted) {
        this.name = name;
        this.probe = probe;
        this.reserve = wanted == 0 ? 0 : reserve(wanted);
        look();
    }

    private long reserve(long wanted) {
        try {
            return Math.min(wanted, probe.total() / SMALLEST_PART);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the size of the disk of " + name + " is unknown", e);
            return wanted;
        }
    }

    /** Looks at the disk. */
    public synchronized void look() {
        unseen.set(0);
        try {
            usable = probe.usable();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the space on the disk of " + name + " is unknown", e);
            return;
        }
        if (!low && usable < reserve) {
            low = true;
            LOG.log(
                    Level.WARNING,
                    "the disk of {0} is full: {1} bytes are left, of which {2} are kept back; records are refused until"
                            + " there is space",
                    name,
                    Long.toString(usable),
                    Long.toString(reserve));
        } else if (low && usable >= reserve + reserve / 4) {
            low = false;
            LOG.log(Level.INFO, "the disk of {0} has space again: {1} bytes", name, Long.toString(usable));
        }
    }

    @Override
    public boolean isThere() {
        return !low;
    }

    @Override
    public boolean takes(int bytes) {
        count(bytes);
        return !low;
    }

    @Override
    public boolean follows(int bytes) {
        count(bytes);
        return !low || usable >= reserve / 2;
    }

    @Override
    public boolean leavesReserve(long bytes) {
        look();
        return !low && usable - bytes >= reserve;
    }

    private void count(int bytes) {
        if (reserve > 0 && unseen.addAndGet(bytes) > reserve / UNSEEN_PART) {
            look();
        }
    }
}

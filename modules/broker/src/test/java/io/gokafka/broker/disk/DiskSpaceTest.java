package io.gokafka.broker.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class DiskSpaceTest {
    private static final long RESERVE = 1000;

    private static final class Disk implements DiskSpace.Probe {
        private long usable = 1_000_000;
        private long total = 1_000_000;
        private int looks;
        private boolean broken;

        @Override
        public long usable() throws IOException {
            looks++;
            if (broken) {
                throw new IOException("gone");
            }
            return usable;
        }

        @Override
        public long total() {
            return total;
        }
    }

    private final Disk disk = new Disk();

    private DiskSpace space() {
        return new DiskSpace("disk", disk, RESERVE);
    }

    private static void sees(DiskSpace space, Disk disk, long usable) {
        disk.usable = usable;
        space.look();
    }

    @Test
    void belowTheReserveLeadersTakeNothingAndBelowHalfOfItFollowersNeither() {
        DiskSpace space = space();
        assertTrue(space.takes(1) && space.follows(1));
        sees(space, disk, RESERVE - 1);
        assertFalse(space.takes(1));
        assertTrue(space.follows(1), "leaders with disks of the same size have taken it");
        sees(space, disk, RESERVE / 2 - 1);
        assertFalse(space.takes(1) || space.follows(1));
    }

    @Test
    void allGoOnOnceThereIsClearlyMoreThanTheReserve() {
        DiskSpace space = space();
        sees(space, disk, 0);
        sees(space, disk, RESERVE + RESERVE / 4 - 1);
        assertFalse(space.isThere(), "not to and fro");
        sees(space, disk, RESERVE + RESERVE / 4);
        assertTrue(space.isThere() && space.takes(1) && space.follows(1));
    }

    @Test
    void itLooksByItselfWhenMuchWasWrittenSince() {
        DiskSpace space = space();
        disk.usable = 0;
        assertTrue(space.takes((int) RESERVE / 8));
        assertEquals(1, disk.looks);
        assertFalse(space.takes(1));
        assertEquals(2, disk.looks);
    }

    @Test
    void ofASmallDiskLittleIsKeptBack() {
        disk.total = 2000;
        DiskSpace space = space();
        sees(space, disk, 100);
        assertTrue(space.isThere());
        sees(space, disk, 99);
        assertFalse(space.isThere());
    }

    @Test
    void withoutAReserveNothingIsRefused() {
        DiskSpace space = new DiskSpace("disk", disk, 0);
        sees(space, disk, 0);
        assertTrue(space.takes(1 << 30) && space.follows(1 << 30) && space.isThere());
    }

    @Test
    void whatCanWaitIsNotWrittenIntoTheReserve() {
        DiskSpace space = space();
        disk.usable = RESERVE + 500;
        assertTrue(space.leavesReserve(500), "it looks by itself");
        assertFalse(space.leavesReserve(501));
        sees(space, disk, RESERVE - 1);
        disk.usable = RESERVE + 10;
        assertFalse(space.leavesReserve(1), "records come first");
    }

    @Test
    void whatCannotBeSeenIsAsItWas() {
        DiskSpace space = space();
        sees(space, disk, 0);
        disk.broken = true;
        space.look();
        assertFalse(space.isThere());
    }

    @Test
    void aFullDiskIsToldFromABrokenOne() {
        IOException full = new IOException("No space left on device");
        assertTrue(DiskFull.isCauseOf(new IllegalStateException(new StorageException("log t-0 has failed", full))));
        assertTrue(DiskFull.isCauseOf(new IOException("/data/x: Disk quota exceeded")));
        assertFalse(
                DiskFull.isCauseOf(new StorageException("log t-0 has failed", new IOException("Input/output error"))));
    }
}

package io.gokafka.broker.partition;

/**
 * Whether there is room on the disk for more records. What must be written all the same (votes, the cluster's own logs, snapshots) has
 * the reserve that is kept for it.
 *
 * <p>Threading: safe for use by several threads, cheap, and never blocks for longer than a look at the disk.
 */
public interface Room {
    /** A disk that is never full. */
    Room ALWAYS = new Room() {
        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public boolean takes(int bytes) {
            return true;
        }

        @Override
        public boolean follows(int bytes) {
            return true;
        }

        @Override
        public boolean leavesReserve(long bytes) {
            return true;
        }
    };

    /** Whether there is more space than the reserve. */
    boolean isThere();

    /** Whether a leader may take so many bytes from a producer. */
    boolean takes(int bytes);

    /**
     * Whether a follower may append so many bytes of what a leader has taken: into a part of the reserve, so that what was taken when
     * disks of equal size got full fits on all of them.
     */
    boolean follows(int bytes);

    /** Whether the whole reserve is left when so many bytes are written that could wait, as those of a compaction; looks at the disk. */
    boolean leavesReserve(long bytes);
}

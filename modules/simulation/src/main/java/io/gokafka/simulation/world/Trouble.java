package io.gokafka.simulation.world;

/** A kind of trouble that a run may have. */
public enum Trouble {
    /** Processes die and lose what they had not synced. */
    CRASH,
    /** They die in the middle of what they do, at a write. */
    CRASH_AT_WRITE,
    /** They are stopped in an orderly way. */
    RESTART,
    /** They do nothing for a while, and then go on. */
    PAUSE,
    /** Disks are wiped, as long as a majority keeps its. */
    WIPE,
    /** Disks are wiped, however many, once the cluster knows that the group has begun: it may stand still, but never begin anew. */
    WIPE_MANY,
    /** Disks are slow. */
    SLOW_DISK,
    /** Disks fail. */
    BAD_DISK,
    /** Links are cut. */
    CUT,
    /** Links are cut one way. */
    CUT_ONE_WAY,
    /** Messages are lost and late. */
    LOSS,
    /** Messages are repeated and overtake others. */
    DISORDER,
    /** Views show too little, or what was. */
    FLAPPING_VIEWS,
    /** The time of day jumps. */
    CLOCK,
    /** Leadership is transferred. */
    TRANSFER,
    /** Voters are changed. */
    VOTERS,
    /** Records are deleted. */
    DELETE
}

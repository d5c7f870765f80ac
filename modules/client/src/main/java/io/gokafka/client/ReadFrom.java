package io.gokafka.client;

/** Which of a partition's brokers a consumer reads from. All show the same records at the same offsets, and only committed ones. */
public enum ReadFrom {
    /** From its leader, which has every committed record. */
    LEADER,
    /**
     * From any broker that keeps it, in turn: this spares the leader, and goes on while there is none. Such a broker hears of new
     * records a little later than the leader commits them, so the end of the partition may be seen late. One that has nothing new,
     * cannot be reached or does not have the partition is followed by another one. Where to begin is asked of the leader as always.
     */
    ANY_REPLICA
}

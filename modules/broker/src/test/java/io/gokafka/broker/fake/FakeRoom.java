package io.gokafka.broker.fake;

import io.gokafka.broker.partition.Room;

/** A disk that is full when a test says so. */
public final class FakeRoom implements Room {
    private volatile boolean full;
    private volatile long beyondReserve = Long.MAX_VALUE;

    /** From now on there is no space. */
    public void fill() {
        full = true;
    }

    /** From now on there is. */
    public void empty() {
        full = false;
    }

    /** From now on there are so many bytes beside the reserve, whatever is written. */
    public void leave(long bytes) {
        beyondReserve = bytes;
    }

    @Override
    public boolean isThere() {
        return !full;
    }

    @Override
    public boolean takes(int bytes) {
        return !full;
    }

    @Override
    public boolean follows(int bytes) {
        return !full;
    }

    @Override
    public boolean leavesReserve(long bytes) {
        return !full && bytes <= beyondReserve;
    }
}

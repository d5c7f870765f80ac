package io.gokafka.broker.fake;

import io.gokafka.broker.partition.Room;

/** A disk that is full when a test says so. */
public final class FakeRoom implements Room {
    private volatile boolean full;

    /** From now on there is no space. */
    public void fill() {
        full = true;
    }

    /** From now on there is. */
    public void empty() {
        full = false;
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
}

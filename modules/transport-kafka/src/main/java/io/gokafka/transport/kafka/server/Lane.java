package io.gokafka.transport.kafka.server;

/**
 * The order of one connection's requests: those that are pipelined go together, up to a number; every other one goes alone. A
 * request is in the lane until its answer is sent.
 *
 * <p>Safe for use by two threads: one that enters, one that leaves.
 */
final class Lane {
    private final int capacity;
    private int inside;
    private boolean alone;

    Lane(int capacity) {
        this.capacity = capacity;
    }

    /** Waits for the turn. */
    synchronized void enter(boolean pipelined) throws InterruptedException {
        while (alone || (pipelined ? inside >= capacity : inside > 0)) {
            wait();
        }
        inside++;
        alone = !pipelined;
    }

    /** One that is inside has left. */
    synchronized void leave() {
        inside--;
        alone = false;
        notifyAll();
    }
}

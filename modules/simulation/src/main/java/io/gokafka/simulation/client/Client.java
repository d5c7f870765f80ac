package io.gokafka.simulation.client;

/** A client. One thread. */
public interface Client {
    /** Begins nothing new any more. */
    void stop();

    /** Whether all that it began has ended. */
    boolean isDone();

    /** How much it has done so far. */
    long achieved();
}

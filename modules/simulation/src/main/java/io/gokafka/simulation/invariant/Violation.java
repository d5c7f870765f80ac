package io.gokafka.simulation.invariant;

/** A rule was broken. */
public final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    /** With what happened. */
    public Violation(String message) {
        super(message);
    }

    /** With what happened, and why. */
    public Violation(String message, Throwable cause) {
        super(message, cause);
    }
}

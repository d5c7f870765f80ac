package io.gokafka.simulation.world;

/** Ends what a process was doing when it died in the middle of it. */
final class SimulatedCrash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulatedCrash() {
        super("simulated crash", null, false, false);
    }
}

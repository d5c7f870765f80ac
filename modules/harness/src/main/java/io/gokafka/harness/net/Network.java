package io.gokafka.harness.net;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Where brokers run and how they reach each other.
 *
 * <p><b>Lifecycle.</b> Ready when it is made; {@link #close} takes down what it has set up. <b>Threading.</b> Safe for
 * use by several threads.
 */
public interface Network extends AutoCloseable {
    /** What a network can do to its links. */
    enum Ability {
        /** Cutting a link in both directions. */
        CUT,
        /** Cutting it in one. */
        CUT_ONE_WAY,
        /** Losing single packets. */
        LOSS,
        /** Sending slowly. */
        SLOW
    }

    /** In a few words, for the report. */
    String name();

    /** What it can do; a restriction beyond that must not be applied. */
    Set<Ability> abilities();

    /**
     * Makes a place for one more broker.
     *
     * @param number 1, 2, 3 ... in this order
     */
    Place add(int number) throws IOException;

    /**
     * Replaces all restrictions by these; takes effect at once, for connections that exist too.
     *
     * @throws IOException when that cannot be done: the run is worthless then
     */
    void restrict(List<Restriction> restrictions) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Where one broker runs.
     *
     * @param command what to put before its command line, perhaps nothing
     * @param grpc where it listens for clients, {@code host:port}, and what it tells others, which differs where something
     *     stands between; the same for the rest
     */
    record Place(int number, List<String> command, Listener grpc, Listener kafka, Listener raft, Listener http) {
        public Place {
            command = List.copyOf(command);
        }
    }

    /** Where a broker listens, and at which address others reach it. */
    record Listener(String bind, String advertised) {
        /** One that is reached where it listens. */
        public static Listener at(String address) {
            return new Listener(address, address);
        }
    }
}

package io.gokafka.harness.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** A kind of fault. Has no state; all its choices come from the random numbers that it is given. */
public interface Fault {
    /** Its name on the command line. */
    String name();

    /** For people, in one line. */
    String description();

    /** Whether it is done between a storage and its files: brokers with {@code storage=rocksdb} have nothing there. */
    default boolean isBelowStorage() {
        return false;
    }

    /**
     * How long it lasts, if that is not drawn. The run is not healed before its end; so it happens in few runs, and once, and it goes
     * on after the others.
     */
    default Optional<Duration> length() {
        return Optional.empty();
    }

    /** Why it cannot happen in this world; empty when it can. */
    default Optional<String> obstacle(World world) {
        return Optional.empty();
    }

    /**
     * Lets it happen.
     *
     * @return what goes on until it is ended; empty when there is nothing that it could happen to now
     * @throws IOException when the machine does not do what the fault needs
     */
    Optional<Ongoing> begin(World world, Random random) throws IOException;

    /** A fault that has begun. */
    interface Ongoing {
        /** What has happened to whom. */
        String what();

        /** Heals it, as far as it has not healed by itself. */
        void end() throws IOException;

        /**
         * Waits for what heals by itself. All faults have been ended then, and all brokers are up.
         *
         * @throws IllegalStateException when it does not heal
         */
        default void settle() throws IOException {}

        /** One that is ended by an action. */
        static Ongoing of(String what, End end) {
            return new Ongoing() {
                @Override
                public String what() {
                    return what;
                }

                @Override
                public void end() throws IOException {
                    end.run();
                }
            };
        }
    }

    /** What ends a fault. */
    interface End {
        void run() throws IOException;
    }
}

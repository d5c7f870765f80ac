package io.gokafka.simulation;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Troubles are on purpose here: what the product says of them would bury what a run says. */
final class QuietLogs {
    private static final Logger PRODUCT = Logger.getLogger("io.gokafka");

    private QuietLogs() {}

    static void apply() {
        PRODUCT.setLevel(Level.OFF);
    }
}

package io.gokafka.consensus.jgroups.stack;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps JGroups' log to what an operator can use. What it says about connections that end while both sides close them, and
 * about attempts that are repeated, is normal when brokers come and go. That a machine has no address but loopback it says
 * dozens of times, and it does not matter: what is bound is configured.
 */
final class QuietLogs {
    /** Strong references: a logger that nobody holds forgets its level. */
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("org.jgroups"),
            Logger.getLogger("org.jgroups.protocols.pbcast.GMS"),
            Logger.getLogger("org.jgroups.stack.Configurator"),
            Logger.getLogger(QuietTcp.class.getName()));

    private static final List<String> NORMAL = List.of(
            "failed sending graceful close",
            "Stream closed",
            "JOIN attempts",
            "JOIN(",
            "Socket closed",
            "unable to find an address other than loopback");

    private QuietLogs() {}

    /** Levels that the operator has set stay. */
    static void apply() {
        for (Logger logger : LOGGERS) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.WARNING);
            }
            if (logger.getFilter() == null) {
                logger.setFilter(QuietLogs::isWorthIt);
            }
        }
    }

    private static boolean isWorthIt(LogRecord line) {
        String message = String.valueOf(line.getMessage());
        return NORMAL.stream().noneMatch(message::contains);
    }
}

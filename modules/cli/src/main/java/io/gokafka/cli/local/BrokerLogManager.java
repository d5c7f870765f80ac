package io.gokafka.cli.local;

import java.util.logging.LogManager;

/**
 * Keeps the log working while a broker shuts down: the JDK's manager removes all handlers at the first sign of an exit, and what the
 * broker says of its graceful end would be lost. The process ends soon after, and standard error needs no closing.
 *
 * <p>The JDK makes it by its name, so it is public.
 */
public final class BrokerLogManager extends LogManager {
    /** For the JDK. */
    public BrokerLogManager() {}

    @Override
    public void reset() {
        // On purpose nothing.
    }
}

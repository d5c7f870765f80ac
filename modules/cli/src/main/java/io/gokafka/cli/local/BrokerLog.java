package io.gokafka.cli.local;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The log of a broker: compact lines on standard error, and libraries heard only when something is wrong. */
final class BrokerLog {
    private static final List<String> LIBRARIES = List.of("org.jgroups", "io.grpc", "io.netty", "com.google");

    /** Held, as the JDK forgets the levels of loggers that nobody holds. */
    @SuppressWarnings("UnusedVariable")
    private static Map<String, Logger> held = Map.of();

    private BrokerLog() {}

    /** To be called before anything logs. */
    static void configure(PrintStream err, boolean debug) {
        if (System.getProperty("java.util.logging.manager") == null) {
            System.setProperty("java.util.logging.manager", BrokerLogManager.class.getName());
        }
        Logger root = Logger.getLogger("");
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        root.addHandler(new ErrorHandler(err));
        root.setLevel(Level.INFO);
        Map<String, Level> levels = new HashMap<>(Map.of("io.gokafka", debug ? Level.FINE : Level.INFO));
        LIBRARIES.forEach(library -> levels.put(library, Level.WARNING));
        held = levels.keySet().stream().collect(Collectors.toMap(name -> name, Logger::getLogger));
        held.forEach((name, logger) -> logger.setLevel(levels.get(name)));
    }

    /** {@link java.util.logging.ConsoleHandler} would take a lock around the formatting, and its format from a file. */
    private static final class ErrorHandler extends Handler {
        private final PrintStream err;

        ErrorHandler(PrintStream err) {
            this.err = err;
            setFormatter(new LineFormatter());
        }

        @Override
        public void publish(LogRecord entry) {
            if (isLoggable(entry)) {
                err.print(getFormatter().format(entry));
                err.flush();
            }
        }

        @Override
        public void flush() {
            err.flush();
        }

        @Override
        public void close() {
            err.flush();
        }
    }
}

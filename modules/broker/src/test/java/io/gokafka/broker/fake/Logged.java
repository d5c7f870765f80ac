package io.gokafka.broker.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class logs while this is open. */
public final class Logged implements AutoCloseable {
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Logger logger; // held, for else it might be collected with its handler
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            messages.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Logged(Logger logger) {
        this.logger = logger;
        logger.addHandler(handler);
    }

    /** From now on, at the level at which the class logs anyway. */
    public static Logged of(Class<?> logging) {
        return new Logged(Logger.getLogger(logging.getName()));
    }

    /** How many messages have some words in them; without what is put into their places. */
    public long count(String words) {
        return messages.stream().filter(message -> message.contains(words)).count();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}

package io.gokafka.transport.kafka.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * When bytes last went over a connection, and whose turn it is: tells which connections to close.
 *
 * <p>Safe for use by several threads.
 */
final class Progress {
    /** A peer that stops in the middle of a request, or does not take its last answers, has so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private volatile long last;
    private volatile boolean insideRequest;
    private volatile boolean waitsForMemory;
    private volatile boolean ending;
    private final AtomicReference<Writer> writer = new AtomicReference<>(Writer.IDLE);

    /** What the thread that sends answers is at. */
    enum Writer {
        /** There is nothing to send. */
        IDLE,
        /** It waits for the broker. */
        AWAITING,
        /** It waits for the peer, perhaps. */
        WRITING
    }

    /** @param nanos as {@link System#nanoTime} */
    Progress(LongSupplier nanos) {
        this.nanos = nanos;
        last = nanos.getAsLong();
    }

    /** Bytes went over the connection. */
    void made() {
        last = nanos.getAsLong();
    }

    /** Whether a request has begun to come, and must come to its end. */
    void readingRequest(boolean begun) {
        insideRequest = begun;
    }

    /** The reader waits for memory: the peer is not to blame for silence. */
    void waitingForMemory(boolean waits) {
        made();
        waitsForMemory = waits;
    }

    /** What the writer does from now on. */
    void writer(Writer next) {
        made();
        writer.set(next);
    }

    /** A request has come: a writer that had nothing to send waits for its answer now. */
    void asked() {
        writer.compareAndSet(Writer.IDLE, Writer.AWAITING);
    }

    /** Nothing more is read; what is left is to send answers. */
    void ending() {
        made();
        ending = true;
    }

    /** Whether the connection is to be closed, because nothing went over it for too long. */
    boolean isStale(Duration idleTimeout) {
        Writer now = writer.get();
        if (now == Writer.AWAITING || (now == Writer.IDLE && waitsForMemory)) {
            return false;
        }
        boolean hurry = (insideRequest || ending) && PATIENCE.compareTo(idleTimeout) < 0;
        Duration allowed = hurry ? PATIENCE : idleTimeout;
        return nanos.getAsLong() - last >= allowed.toNanos();
    }
}

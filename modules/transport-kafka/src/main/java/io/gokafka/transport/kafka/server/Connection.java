package io.gokafka.transport.kafka.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, with two virtual threads: one reads requests and hands them to their APIs, the other waits for the
 * answers and sends them. So batches of one producer are on their way to the broker together, and answers stay in order.
 */
final class Connection {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    /** Pipelined requests in progress at a time; a client sends five, by default. */
    private static final int PIPELINE = 64;

    private final SocketChannel channel;
    private final String remote;
    private final Dispatcher dispatcher;
    private final StrangersLog strangers;
    private final Consumer<Connection> onEnd;
    private final Progress progress;
    private final FrameReader frames;
    private final Lane lane = new Lane(PIPELINE);
    private final AnswerWriter answers;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread reader;
    private final Thread writer;
    private volatile boolean draining;
    private volatile @Nullable PendingAnswer latest;

    /** @param onEnd is told once, when the connection is closed and its threads are done */
    Connection(SocketChannel channel, String remote, ConnectionLimits limits, Consumer<Connection> onEnd) {
        this.channel = channel;
        this.remote = remote;
        this.strangers = limits.strangers();
        this.dispatcher = new Dispatcher();
        this.onEnd = onEnd;
        progress = new Progress(limits.nanos());
        frames = new FrameReader(channel, limits.frames(), limits.memory(), progress);
        answers = new AnswerWriter(channel, lane, progress, remote);
        reader = Thread.ofVirtual().name("kafka-reader " + remote).unstarted(this::read);
        writer = Thread.ofVirtual().name("kafka-writer " + remote).unstarted(this::write);
    }

    void start() {
        reader.start();
        writer.start();
    }

    private void read() {
        try {
            Frame frame = frames.next();
            while (frame != null) {
                take(frame);
                frame = draining ? null : frames.next();
            }
        } catch (BadRequestException e) {
            strangers.closed(remote, String.valueOf(e.getMessage()));
        } catch (IOException | InterruptedException e) {
            LOG.log(Level.DEBUG, "nothing more is read from {0}: {1}", remote, e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request of " + remote + " failed, its connection is closed", e);
        } finally {
            progress.ending();
            giveUpLongPoll();
            answers.end();
        }
    }

    private void take(Frame frame) throws InterruptedException {
        boolean handedOver = false;
        boolean entered = false;
        try {
            lane.enter(frame.api().isPipelined());
            entered = true;
            PendingAnswer pending = dispatcher.dispatch(frame, remote);
            if (frame.api().givesMemoryBack()) {
                frame.memory().close();
            }
            latest = pending;
            answers.add(pending);
            handedOver = true;
        } finally {
            if (!handedOver) {
                frame.memory().close();
                if (entered) {
                    lane.leave();
                }
            }
        }
        if (draining) {
            giveUpLongPoll();
        }
    }

    private void write() {
        boolean sentAll = false;
        try {
            sentAll = answers.run();
        } finally {
            close();
            answers.dropRest(sentAll);
            onEnd.accept(this);
            ended.countDown();
        }
    }

    /** A long poll is the latest request, as it goes alone. */
    private void giveUpLongPoll() {
        PendingAnswer pending = latest;
        if (pending != null) {
            pending.giveUp();
        }
    }

    /** Reads no more; answers what was read, then ends. */
    void drain() {
        draining = true;
        giveUpLongPoll();
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection of {0} is closed already: {1}", remote, e.getMessage());
        }
    }

    /** Ends at once. Nothing is interrupted: an interrupt while a thread is at work on a file would close the log's file. */
    void cutOff() {
        close();
        answers.cutOff();
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection of {0} does not close: {1}", remote, e.getMessage());
        }
    }

    /** Closes the connection if nothing has gone over it for too long. */
    void closeIfStale(Duration idleTimeout) {
        if (progress.isStale(idleTimeout)) {
            LOG.log(Level.DEBUG, "connection of {0} is closed: nothing went over it for too long", remote);
            close();
        }
    }

    /** Waits for its end; whether it came. */
    boolean awaitEnd(Duration time) throws InterruptedException {
        return ended.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
    }
}

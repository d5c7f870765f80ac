package io.gokafka.transport.kafka.server;

import io.gokafka.transport.kafka.api.ConnectionEndException;
import io.gokafka.transport.kafka.api.SliceRecords;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;

/**
 * Sends one connection's answers in the order of its requests, each when it is there. Those that are ready together go out
 * together.
 *
 * <p>{@link #run} is the connection's second thread. The queue is bounded by the lane.
 */
final class AnswerWriter {
    private static final System.Logger LOG = System.getLogger(AnswerWriter.class.getName());

    /** What is to be sent; empty behind the last. */
    private final BlockingQueue<Optional<PendingAnswer>> queue = new LinkedBlockingQueue<>();

    private final Deque<PendingAnswer> held = new ArrayDeque<>();
    private final AnswerSender sender;
    private final Lane lane;
    private final Progress progress;
    private final String remote;
    private volatile @Nullable PendingAnswer awaited;
    private volatile boolean isCutOff;

    AnswerWriter(GatheringByteChannel channel, Lane lane, Progress progress, String remote) {
        this.sender = new AnswerSender(channel, progress);
        this.lane = lane;
        this.progress = progress;
        this.remote = remote;
    }

    /** Sends this one's answer behind those before it. */
    void add(PendingAnswer pending) {
        queue.add(Optional.of(pending));
    }

    /** There are no more. */
    void end() {
        queue.add(Optional.empty());
    }

    /** Returns when all are sent, or when one cannot be: then the connection is of no more use. Whether all are sent. */
    boolean run() {
        try {
            while (sendNext()) {
                progress.writer(Progress.Writer.IDLE);
            }
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection of {0} broke: {1}", remote, e.getMessage());
        } catch (ConnectionEndException e) {
            LOG.log(Level.DEBUG, "connection of {0} is ended: {1}", remote, e.getMessage());
        } catch (InterruptedException | CancellationException e) {
            LOG.log(Level.DEBUG, "answers to {0} are given up: {1}", remote, e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an answer to " + remote + " cannot be sent, its connection is closed", e);
        }
        return false;
    }

    private boolean sendNext() throws IOException, InterruptedException {
        Optional<PendingAnswer> next = queue.peek();
        if (next == null || next.filter(pending -> pending.answer().isDone()).isEmpty()) {
            flush();
            progress.writer(next == null ? Progress.Writer.IDLE : Progress.Writer.AWAITING);
        }
        next = queue.take();
        if (next.isEmpty()) {
            return false;
        }
        PendingAnswer pending = next.get();
        held.add(pending);
        ApiMessage answer = await(pending);
        progress.writer(Progress.Writer.WRITING);
        try {
            if (pending.isSent()) {
                sender.send(EncodedAnswer.of(pending, answer));
            }
        } finally {
            SliceRecords.closeAll(answer);
        }
        if (pending.isLast().getAsBoolean()) {
            flush();
            throw new ConnectionEndException("another broker will serve its client better");
        }
        return true;
    }

    private ApiMessage await(PendingAnswer pending) throws IOException, InterruptedException {
        if (!pending.answer().isDone()) {
            progress.writer(Progress.Writer.AWAITING);
        }
        awaited = pending;
        if (isCutOff) {
            throw new IOException("the broker stops");
        }
        try {
            return pending.answer().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectionEndException end) {
                throw new IOException(end.getMessage(), end);
            }
            throw new IllegalStateException("an API failed", e.getCause());
        }
    }

    /** Waits for no answer any more. */
    void cutOff() {
        isCutOff = true;
        PendingAnswer waiting = awaited;
        if (waiting != null) {
            waiting.answer().cancel(true);
        }
    }

    private void flush() throws IOException {
        progress.writer(Progress.Writer.WRITING);
        sender.flush();
        while (!held.isEmpty()) {
            leave(held.remove());
        }
    }

    private void leave(PendingAnswer pending) {
        pending.memory().close();
        lane.leave();
    }

    /** After {@link #run}: drops what was not sent, until the reader has ended, too. */
    void dropRest(boolean sentAll) {
        while (!held.isEmpty()) {
            drop(held.remove());
        }
        boolean ended = sentAll;
        while (!ended) {
            try {
                Optional<PendingAnswer> next = queue.take();
                next.ifPresent(this::drop);
                ended = next.isEmpty();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
        }
    }

    private void drop(PendingAnswer pending) {
        pending.drop();
        lane.leave();
    }
}

package io.gokafka.transport.kafka.server;

import io.gokafka.transport.kafka.api.ConnectionEndException;
import io.gokafka.transport.kafka.api.SliceRecords;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;

/**
 * Sends one connection's answers in the order of its requests, each when it is there. Those that are ready together go out
 * together.
 *
 * <p>{@link #run} is the connection's second thread. It is woken when the next answer is there, not when its request is: a lone one costs one
 * wake-up. The queue is bounded by the lane.
 */
final class AnswerWriter {
    private static final System.Logger LOG = System.getLogger(AnswerWriter.class.getName());

    /** What is to be sent; empty behind the last. */
    private final Queue<Optional<PendingAnswer>> queue = new ConcurrentLinkedQueue<>();

    private final Deque<PendingAnswer> held = new ArrayDeque<>();
    private final AnswerSender sender;
    private final Lane lane;
    private final Progress progress;
    private final String remote;
    private volatile @Nullable Thread writer;
    private volatile boolean isCutOff;
    private volatile boolean isDropping;

    AnswerWriter(GatheringByteChannel channel, Lane lane, Progress progress, String remote) {
        this.sender = new AnswerSender(channel, progress);
        this.lane = lane;
        this.progress = progress;
        this.remote = remote;
    }

    /** Sends this one's answer behind those before it. */
    void add(PendingAnswer pending) {
        queue.add(Optional.of(pending));
        progress.asked();
        // Whoever takes one looks at the next after that: of one that is not the next, nobody need be told.
        var _ = pending.answer().whenComplete((answer, fault) -> {
            if (isNextReady()) {
                wake();
            }
        });
        if (isDropping) {
            wake();
        }
    }

    /** There are no more. */
    void end() {
        queue.add(Optional.empty());
        wake();
    }

    private void wake() {
        LockSupport.unpark(writer);
    }

    /** Returns when all are sent, or when one cannot be: then the connection is of no more use. Whether all are sent. */
    boolean run() {
        writer = Thread.currentThread();
        try {
            Optional<PendingAnswer> next = take();
            while (next.isPresent()) {
                send(next.get());
                next = take();
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

    /** Waits for the next one whose answer is there, or for the end. */
    private Optional<PendingAnswer> take() throws IOException, InterruptedException {
        if (!isNextAnswered()) {
            flush();
        }
        while (!isNextReady()) {
            progress.writer(Progress.Writer.IDLE);
            if (!queue.isEmpty()) {
                progress.asked();
            }
            LockSupport.park(this);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        if (isCutOff) {
            throw new IOException("the broker stops");
        }
        return queue.remove();
    }

    /** Whether there is something to do: to send the next one's answer, or to end. */
    private boolean isNextReady() {
        Optional<PendingAnswer> next = queue.peek();
        return isCutOff || (next != null && (next.isEmpty() || isNextAnswered()));
    }

    private boolean isNextAnswered() {
        Optional<PendingAnswer> next = queue.peek();
        return next != null && next.filter(pending -> pending.answer().isDone()).isPresent();
    }

    private void send(PendingAnswer pending) throws IOException, InterruptedException {
        held.add(pending);
        progress.writer(Progress.Writer.WRITING);
        ApiMessage answer = answerTo(pending);
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
    }

    private static ApiMessage answerTo(PendingAnswer pending) throws IOException, InterruptedException {
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
        Optional<PendingAnswer> next = queue.peek();
        if (next != null) {
            next.ifPresent(pending -> pending.answer().cancel(true));
        }
        wake();
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
        isDropping = true;
        boolean ended = sentAll;
        while (!ended) {
            Optional<PendingAnswer> next = queue.poll();
            if (next == null) {
                LockSupport.park(this);
            } else {
                next.ifPresent(this::drop);
                ended = next.isEmpty();
            }
        }
    }

    private void drop(PendingAnswer pending) {
        pending.drop();
        lane.leave();
    }
}

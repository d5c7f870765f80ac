package io.gokafka.broker.lifecycle;

import io.gokafka.api.BrokerInfo;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A broker that runs, as its starter sees it.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class RunningBroker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RunningBroker.class.getName());

    private final BrokerInfo info;
    private final Path dataDirectory;
    private final Closer parts;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    RunningBroker(BrokerInfo info, Path dataDirectory, Closer parts) {
        this.info = info;
        this.dataDirectory = dataDirectory;
        this.parts = parts;
    }

    /** Its name and addresses. */
    public BrokerInfo info() {
        return info;
    }

    /** Its data directory. */
    public Path dataDirectory() {
        return dataDirectory;
    }

    /** Completes when the broker serves requests; cancelled, after {@link #terminated}, when it is closed before it does. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    /** Completes when the broker has ended. */
    public CompletableFuture<Void> terminated() {
        return terminated;
    }

    /** Ends the broker because it cannot go on; on a thread of its own, since the caller may be one that it waits for. */
    void fail(Throwable fault) {
        if (closing.compareAndSet(false, true)) {
            LOG.log(Level.ERROR, "the broker stops: " + fault.getMessage(), fault);
            Thread.ofPlatform().name("broker-stop").start(() -> {
                parts.close();
                ready.completeExceptionally(fault);
                terminated.completeExceptionally(fault);
            });
        }
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            parts.close();
            terminated.complete(null); // first: who waits for either must not take the other for a failure
            ready.cancel(false);
        } else {
            terminated.exceptionally(fault -> null).join();
        }
    }
}

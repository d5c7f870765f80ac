package io.gokafka.harness.fault;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that takes a while and goes on beside the driver. */
final class Background {
    private static final long PATIENCE_SECONDS = 120;

    private final String name;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private Background(String name) {
        this.name = name;
    }

    static Background start(String name, Fault.End action) {
        Background background = new Background(name);
        Thread.ofVirtual().name(name).start(() -> {
            try {
                action.run();
                background.done.complete(null);
            } catch (IOException | RuntimeException e) {
                background.done.completeExceptionally(e);
            }
        });
        return background;
    }

    /** Waits for its end. */
    void join() throws IOException {
        try {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(name + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted", e);
        }
    }
}

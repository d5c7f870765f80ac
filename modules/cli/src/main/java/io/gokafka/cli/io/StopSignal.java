package io.gokafka.cli.io;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in good order on Ctrl-C and SIGTERM. The process then exits with 128 plus the signal's number, as is the
 * convention: the JVM sees to that, once its shutdown hooks are done.
 *
 * <p>Safe for use by several threads.
 */
public final class StopSignal {
    private final CountDownLatch finished = new CountDownLatch(1);

    /**
     * Has something done when the process is told to stop, and then waits for the command to end.
     *
     * @param stop makes the command end soon; called on another thread
     * @param patience how long the command may take for it
     */
    public void onStop(Runnable stop, Duration patience) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, patience), "stop"));
    }

    /** The command has ended. */
    public void finished() {
        finished.countDown();
    }

    private void stopAndWait(Runnable stop, Duration patience) {
        if (finished.getCount() == 0) {
            return; // the process exits by itself
        }
        stop.run();
        try {
            // Late or not, the process ends now: whoever sent the signal wants that more than good order.
            var _ = finished.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

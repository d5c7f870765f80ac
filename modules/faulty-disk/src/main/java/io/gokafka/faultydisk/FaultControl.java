package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The faults as the control file has them, which is read again when it was read more than 50 ms ago.
 *
 * <p>Safe for use by several threads.
 */
final class FaultControl implements Supplier<Faults> {
    private static final System.Logger LOG = System.getLogger(FaultControl.class.getName());
    private static final long INTERVAL_NANOS = 50_000_000;

    private final Path file;
    private final AtomicLong readAt;
    private volatile Faults faults;

    FaultControl(Path file) throws IOException {
        this.file = file;
        this.readAt = new AtomicLong(System.nanoTime());
        this.faults = Faults.read(file);
        report();
    }

    private void report() {
        LOG.log(System.Logger.Level.WARNING, "the disk of the storage is now {0}, by {1}", faults, file);
    }

    @Override
    public Faults get() {
        long now = System.nanoTime();
        long last = readAt.get();
        if (now - last > INTERVAL_NANOS && readAt.compareAndSet(last, now)) {
            read();
        }
        return faults;
    }

    private void read() {
        try {
            Faults found = Faults.read(file);
            if (!found.equals(faults)) {
                faults = found;
                report();
            }
        } catch (IOException | IllegalArgumentException e) {
            // As a file that is being written may look; whoever watches the broker's log sees it when it stays so.
            LOG.log(System.Logger.Level.ERROR, "the control file " + file + " cannot be read, nothing changes", e);
        }
    }
}

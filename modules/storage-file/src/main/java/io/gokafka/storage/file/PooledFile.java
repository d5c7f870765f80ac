package io.gokafka.storage.file;

import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that is opened when it is used, and closed when the {@link FilePool} needs its place.
 *
 * <p>An interrupted thread closes the {@link FileChannel} that it works on, for everyone. That must not fail a log: an
 * operation that finds its channel closed is repeated on a new one, and the interrupt is put back afterwards. Operations
 * therefore give positions explicitly and can be repeated. Only a sync cannot be: those who write and sync are not interrupted
 * while they do, or the log fails.
 *
 * <p>Safe for use by several threads.
 */
final class PooledFile {
    /** Something that is done with an open channel, perhaps more than once. */
    interface Operation<T> {
        T apply(FileChannel channel) throws IOException;
    }

    private final FilePool pool;
    private final Path path;
    private final Set<OpenOption> options;
    private final Consumer<IOException> onSyncFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable FileChannel channel;
    private int users;
    private boolean retired;
    private volatile boolean unsynced;
    private volatile long lastUse;

    /** @param onSyncFailure told when bytes could not be synced before the file was closed to make room */
    PooledFile(FilePool pool, Path path, Set<OpenOption> options, Consumer<IOException> onSyncFailure) {
        this.pool = pool;
        this.path = path;
        this.options = Set.copyOf(options);
        this.onSyncFailure = onSyncFailure;
    }

    Path path() {
        return path;
    }

    long lastUse() {
        return lastUse;
    }

    /** Opens the file and keeps it open until {@link #release}, even when it is deleted meanwhile. */
    void acquire() throws IOException {
        lock.lock();
        try {
            openChannel();
            users++;
            lastUse = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    void release() {
        lock.lock();
        try {
            users--;
            if (retired && users == 0) {
                closeChannel();
            }
        } catch (IOException e) {
            throw new StorageException("cannot close " + path, e);
        } finally {
            lock.unlock();
        }
    }

    /** Does something with the open file; repeats it when an interrupt closed the file under it. */
    <T> T use(Operation<T> operation) throws IOException {
        boolean interrupted = Thread.interrupted();
        acquire();
        try {
            while (true) {
                FileChannel current = currentChannel();
                try {
                    return operation.apply(current);
                } catch (ClosedChannelException e) {
                    if (current.isOpen()) {
                        throw e;
                    }
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** As {@link #use}, for what cannot be repeated: fails when the thread is interrupted. */
    <T> T useOnce(Operation<T> operation) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            // Before it closes the channel for the others.
            throw new ClosedByInterruptException();
        }
        acquire();
        try {
            return operation.apply(currentChannel());
        } finally {
            release();
        }
    }

    /** Notes that bytes were written, which {@link #sync} or the closing of the file has to make durable. */
    void written() {
        unsynced = true;
    }

    /**
     * Makes all bytes that were written before the call durable. Not repeated on another channel when an interrupt closes the one
     * under it: the kernel tells once that bytes could not be written, and the interrupt would hide that.
     */
    void sync() throws IOException {
        // Before the sync: bytes that are written meanwhile may miss it.
        unsynced = false;
        boolean interrupted = Thread.interrupted();
        acquire();
        try {
            currentChannel().force(false);
        } catch (ClosedChannelException e) {
            unsynced = true;
            throw new IOException("an interrupt cut the sync of " + path + " short: nobody knows what is durable", e);
        } catch (IOException e) {
            unsynced = true;
            throw e;
        } finally {
            release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Closes the file once nobody uses it; it cannot be opened again. */
    void retire() throws IOException {
        lock.lock();
        try {
            retired = true;
            if (users == 0) {
                closeChannel();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes the file unless it is in use, syncing it if needed. */
    boolean closeIfIdle() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            return users == 0 && syncAndClose();
        } finally {
            lock.unlock();
        }
    }

    private boolean syncAndClose() {
        try {
            // The kernel tells of a failed write at the next sync of a file that was open then: do not close before.
            if (unsynced) {
                sync();
            }
            return closeChannel();
        } catch (IOException e) {
            onSyncFailure.accept(e);
            return false;
        }
    }

    private FileChannel currentChannel() throws IOException {
        lock.lock();
        try {
            return openChannel();
        } finally {
            lock.unlock();
        }
    }

    private FileChannel openChannel() throws IOException {
        FileChannel current = channel;
        if (current != null && current.isOpen()) {
            return current;
        }
        if (retired) {
            throw new ClosedChannelException();
        }
        pool.opening(this);
        try {
            current = FileChannel.open(path, options);
        } catch (IOException e) {
            pool.closed(this);
            throw e;
        }
        channel = current;
        return current;
    }

    private boolean closeChannel() throws IOException {
        FileChannel current = channel;
        if (current == null) {
            return false;
        }
        channel = null;
        pool.closed(this);
        current.close();
        return true;
    }
}

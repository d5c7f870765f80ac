package io.gokafka.storage.rocksdb;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;

/** A write-ahead log whose writes and syncs can be made to fail or to wait. */
final class FaultyWal implements Wal {
    private final Wal target;
    final AtomicInteger syncs = new AtomicInteger();
    volatile boolean failsWrites;
    volatile boolean failsSyncs;
    /** Whether what fails does so for want of space. */
    volatile boolean full;

    volatile @Nullable CountDownLatch syncsWaitFor;
    /** Run after each write. */
    volatile Runnable onWrite = () -> {};

    FaultyWal(Database database) {
        this.target = database.wal();
    }

    @Override
    public void write(WriteBatch batch) throws RocksDBException {
        if (failsWrites) {
            throw broken();
        }
        target.write(batch);
        onWrite.run();
    }

    @Override
    public void sync() throws RocksDBException {
        syncs.incrementAndGet();
        CountDownLatch latch = syncsWaitFor;
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        if (failsSyncs) {
            throw broken();
        }
        target.sync();
    }

    private RocksDBException broken() {
        if (full) {
            return new RocksDBException(
                    "While appending to file", new Status(Status.Code.IOError, Status.SubCode.NoSpace, "full"));
        }
        return new RocksDBException(
                "the disk is broken", new Status(Status.Code.IOError, Status.SubCode.None, "the disk is broken"));
    }
}

package io.gokafka.broker.fake;

import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A storage that counts the slices that are open. */
public final class CountingStorage {
    private final AtomicInteger openSlices = new AtomicInteger();
    private final Storage storage;

    /** Counts the slices of a storage. */
    public CountingStorage(Storage storage) {
        this.storage = wrap(Storage.class, storage, opened -> opened instanceof ReplicaStore s ? counting(s) : opened);
    }

    /** The storage to use. */
    public Storage storage() {
        return storage;
    }

    /** How many slices are open. */
    public int openSlices() {
        return openSlices.get();
    }

    private ReplicaStore counting(ReplicaStore store) {
        return wrap(ReplicaStore.class, store, part -> part instanceof PartitionLog log ? counting(log) : part);
    }

    private PartitionLog counting(PartitionLog log) {
        return wrap(PartitionLog.class, log, read -> read instanceof LogSlice slice ? new Counted(slice) : read);
    }

    private static <T> T wrap(Class<T> type, T target, UnaryOperator<Object> results) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                Object result = method.invoke(target, args);
                return result == null ? null : results.apply(result);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }));
    }

    private final class Counted implements LogSlice {
        private final LogSlice slice;
        private boolean closed;

        Counted(LogSlice slice) {
            this.slice = slice;
            openSlices.incrementAndGet();
        }

        @Override
        public int size() {
            return slice.size();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            return slice.transferTo(position, count, target);
        }

        @Override
        public ByteBuffer toBuffer() {
            return slice.toBuffer();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                openSlices.decrementAndGet();
                slice.close();
            }
        }
    }
}

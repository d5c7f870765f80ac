package io.gokafka.broker.partition;

import io.gokafka.api.storage.ForwardingPartitionLog;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.PartitionLog;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A log that tells an observer what is appended and removed. So what is derived from the log (the producers' sequences) follows
 * it on every replica, without reading anything back.
 *
 * <p>Threading: as the log's; the observer is called by the thread that changes the log, after the change.
 */
final class ObservedLog extends ForwardingPartitionLog {
    /** Is told of changes. */
    interface Observer {
        /** Entries were appended; the buffers are as on disk. */
        void onAppend(LogBounds after, List<ByteBuffer> batches);

        /** The log ends earlier, or begins anew: what was derived from the removed entries is void. */
        void onRewrite();
    }

    private final Observer observer;

    ObservedLog(PartitionLog log, Observer observer) {
        super(log);
        this.observer = observer;
    }

    @Override
    public LogBounds append(long firstIndex, List<ByteBuffer> batches) {
        LogBounds after = super.append(firstIndex, batches);
        observer.onAppend(after, batches);
        return after;
    }

    @Override
    public void truncateSuffix(long fromIndex) {
        boolean removes = fromIndex <= bounds().lastIndex();
        super.truncateSuffix(fromIndex);
        if (removes) {
            observer.onRewrite();
        }
    }

    @Override
    public void reset(long firstIndex, long startOffset, long previousTerm) {
        super.reset(firstIndex, startOffset, previousTerm);
        observer.onRewrite();
    }
}

package io.gokafka.client.consumer;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.Consumer;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.ConsumerRecord;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.RebalanceListener;
import io.gokafka.client.cluster.Backoff;
import io.gokafka.client.cluster.Caller;
import io.gokafka.client.cluster.Cluster;
import io.gokafka.client.cluster.Deadline;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The consumer: puts together reading, positions, commits and the group. */
public final class DefaultConsumer implements Consumer {
    private final ConsumerConfig config;
    private final ClientConfig client;
    private final Caller caller;
    private final java.util.function.Consumer<DefaultConsumer> onClose;
    private final Backoff backoff;
    private final OneThread thread = new OneThread();
    private final Reader reader;
    private final Commits commits;
    private @Nullable GroupSession session;
    private boolean isAssigned;
    private boolean closed;

    /** A consumer; what it needs is passed in, and {@code onClose} is told when it has ended. */
    public DefaultConsumer(
            ConsumerConfig config,
            ClientConfig client,
            Cluster cluster,
            Caller caller,
            java.util.function.Consumer<DefaultConsumer> onClose) {
        this.config = config;
        this.client = client;
        this.caller = caller;
        this.onClose = onClose;
        this.backoff = new Backoff(client.minBackoff(), client.maxBackoff(), new SplittableRandom());
        this.reader = new Reader(config, client, cluster, caller, backoff);
        this.commits = new Commits(config, client, caller, reader);
    }

    @Override
    public void subscribe(Collection<String> topics) {
        subscribe(topics, new RebalanceListener() {});
    }

    @Override
    public void subscribe(Collection<String> topics, RebalanceListener listener) {
        guarded(() -> {
            String group = commits.group();
            if (isAssigned) {
                throw new IllegalStateException("partitions were assigned: topics cannot be subscribed as well");
            }
            if (session == null) {
                session = new GroupSession(group, config, client, caller, backoff, reader, commits);
            }
            session.subscribe(List.copyOf(topics), listener);
        });
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        guarded(() -> {
            if (session != null) {
                throw new IllegalStateException("topics were subscribed: partitions cannot be assigned as well");
            }
            isAssigned = true;
            reader.keepOnly(partitions);
            reader.add(partitions);
        });
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.copyOf(reader.partitions());
    }

    @Override
    public List<ConsumerRecord> poll(Duration timeout) {
        thread.enter();
        try {
            checkOpen();
            commits.now();
            Deadline deadline = Deadline.in(timeout);
            while (true) {
                if (session != null) {
                    session.reconcile();
                }
                List<ConsumerRecord> records = reader.take();
                if (!records.isEmpty()) {
                    return records;
                }
                reader.throwFailure();
                if (deadline.passed() || reader.isWoken()) {
                    return records;
                }
                reader.await(deadline.remainingNanos());
            }
        } finally {
            thread.leave();
        }
    }

    @Override
    public void wakeup() {
        reader.wakeup();
    }

    @Override
    public void commit() {
        guarded(() -> commits.commit(reader.positions()));
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        guarded(() -> commits.commit(offsets));
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        guarded(() -> {
            if (offset < 0) {
                throw new IllegalArgumentException("offset " + offset + " of " + partition + " is negative");
            }
            reader.seek(partition, offset);
        });
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        guarded(() -> partitions.forEach(p -> reader.seek(p, new StartRule.Earliest())));
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        guarded(() -> partitions.forEach(p -> reader.seek(p, new StartRule.Latest())));
    }

    @Override
    public long position(TopicPartition partition) {
        thread.enter();
        try {
            checkOpen();
            Deadline deadline = caller.operation();
            OptionalLong position = reader.position(partition);
            while (position.isEmpty()) {
                if (deadline.passed()) {
                    throw new OperationTimeoutException(
                            "the position in " + partition + " was not found within " + client.operationTimeout(),
                            null);
                }
                reader.throwFailure();
                reader.await(deadline.remainingNanos());
                position = reader.position(partition);
            }
            return position.getAsLong();
        } finally {
            thread.leave();
        }
    }

    @Override
    public void close() {
        thread.enter();
        try {
            if (closed) {
                return;
            }
            closed = true;
            commits.last();
            if (session != null) {
                session.leave();
            }
            reader.keepOnly(Set.of());
        } finally {
            thread.leave();
            onClose.accept(this);
        }
    }

    private void guarded(Runnable action) {
        thread.enter();
        try {
            checkOpen();
            action.run();
        } finally {
            thread.leave();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the consumer is closed");
        }
    }
}

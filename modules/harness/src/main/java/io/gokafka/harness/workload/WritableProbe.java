package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Finds out whether all partitions can be written again. What it writes is in the history as all else. For one thread. */
public final class WritableProbe {
    private static final Duration REQUEST = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int PADDING = 10;

    private final Run run;
    private final Random random;

    /** A probe that enters the cluster by brokers that a seed chooses. */
    public WritableProbe(Run run, long seed) {
        this.run = run;
        this.random = new Random(seed);
    }

    /**
     * Waits until every partition has acknowledged a record, {@code acks=all}, over both protocols.
     *
     * @param patience how long at most, 2 s or more
     * @return after how long each had
     * @throws IllegalStateException that names those that had not when the time was up
     * @throws InterruptedException when the thread is interrupted
     */
    public Map<TopicPartition, Duration> awaitAllWritable(Collection<TopicPartition> partitions, Duration patience)
            throws InterruptedException {
        long begun = System.nanoTime();
        Map<Protocol, ProducerClient> clients = new EnumMap<>(Protocol.class);
        try {
            List<Attempt> attempts = new ArrayList<>();
            for (Protocol protocol : Protocol.values()) {
                ProducerClient client = open(protocol, patience);
                clients.put(protocol, client);
                partitions.forEach(p -> attempts.add(new Attempt(protocol, client, p, begun)));
            }
            attempts.forEach(Attempt::send);
            return await(attempts, begun + patience.toNanos());
        } finally {
            clients.values()
                    .forEach(client ->
                            Thread.ofPlatform().daemon().start(client::crash)); // nothing is in flight as a rule
        }
    }

    private ProducerClient open(Protocol protocol, Duration patience) {
        String bootstrap = run.addresses().bootstrap(protocol, random);
        ClientTimes times = new ClientTimes(REQUEST, patience, patience.plus(REQUEST));
        return ProducerClient.open(run, "writable-" + protocol.label(), protocol, Mode.IDEMPOTENT, bootstrap, times);
    }

    private static Map<TopicPartition, Duration> await(List<Attempt> attempts, long deadline)
            throws InterruptedException {
        Map<TopicPartition, Duration> after = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (Attempt attempt : attempts) {
            if (attempt.await(deadline)) {
                after.merge(attempt.partition, attempt.took(), (a, b) -> a.compareTo(b) > 0 ? a : b);
            } else {
                missing.add(attempt.partition + " over " + attempt.protocol);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("not writable in time: " + missing);
        }
        return after;
    }

    /** One record for one partition over one protocol, sent again when it fails before the time is up. */
    private static final class Attempt {
        private final Protocol protocol;
        private final ProducerClient client;
        private final TopicPartition partition;
        private final long begun;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile boolean hasFailed;
        private volatile long doneAt;

        Attempt(Protocol protocol, ProducerClient client, TopicPartition partition, long begun) {
            this.protocol = protocol;
            this.client = client;
            this.partition = partition;
            this.begun = begun;
        }

        void send() {
            hasFailed = false;
            client.send(partition, PADDING, acknowledged -> {
                if (acknowledged) {
                    doneAt = System.nanoTime();
                    done.countDown();
                } else {
                    hasFailed = true;
                }
            });
        }

        boolean await(long deadline) throws InterruptedException {
            while (!done.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
                if (System.nanoTime() - deadline >= 0) {
                    return false;
                }
                if (hasFailed) {
                    send();
                }
            }
            return doneAt - deadline < 0;
        }

        Duration took() {
            return Duration.ofNanos(doneAt - begun);
        }
    }
}

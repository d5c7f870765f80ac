package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event.Mode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Measures for how long a partition cannot be written: sends to each a small record a short while after the one before it was
 * acknowledged, {@code acks=all}, and notes the times between acknowledgements.
 */
public final class AvailabilityProbe extends Loop {
    private static final Duration TICK = Duration.ofMillis(2);
    private static final int PADDING = 10;

    /** A broker that does not answer is given up earlier than by other clients: it is not the client's patience we measure. */
    private static final ClientTimes TIMES =
            new ClientTimes(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(15));

    private static final Duration SHORTEST_GAP = Duration.ofMillis(50);

    private final Run run;
    private final Protocol protocol;
    private final List<TopicPartition> partitions;
    private final long interval;
    private final Random random;
    private final Farewells farewells;
    private final Gaps gaps;
    private final Map<TopicPartition, AtomicBoolean> inFlight = new HashMap<>();
    private final Map<TopicPartition, Long> sentAt = new HashMap<>();
    private long stoppedAt = Long.MAX_VALUE;
    private @Nullable ProducerClient client;

    AvailabilityProbe(Run run, Protocol protocol, List<TopicPartition> partitions, Duration interval, Random random) {
        super("probe-" + protocol.label(), run.problems());
        this.run = run;
        this.protocol = protocol;
        this.partitions = List.copyOf(partitions);
        this.interval = interval.toNanos();
        this.random = random;
        this.farewells = new Farewells(name(), run.problems());
        this.gaps = new Gaps(protocol, SHORTEST_GAP);
        partitions.forEach(p -> inFlight.put(p, new AtomicBoolean()));
    }

    /** The times of at least so long, 50 ms or more, without an acknowledgement; those that last still end now. */
    public List<Gap> gaps(Duration atLeast) {
        long now = Math.min(run.history().now(), stopped());
        return gaps.until(now).stream()
                .filter(gap -> gap.duration().compareTo(atLeast) >= 0)
                .toList();
    }

    private synchronized long stopped() {
        return stoppedAt;
    }

    @Override
    void step() throws InterruptedException {
        ProducerClient current = current();
        long now = System.nanoTime();
        for (TopicPartition partition : partitions) {
            AtomicBoolean waits = inFlight(partition);
            if (!waits.get() && now - sentAt.getOrDefault(partition, now - interval) >= interval) {
                waits.set(true);
                sentAt.put(partition, now);
                current.send(partition, PADDING, acknowledged -> settled(partition, waits, acknowledged));
                gaps.begin(partition, run.history().now()); // the first send also waits for the client to start
            }
        }
        pause(TICK);
    }

    @Override
    void end() throws InterruptedException {
        synchronized (this) {
            stoppedAt = run.history().now();
        }
        if (client != null) {
            farewells.say(client::close);
        }
        farewells.await();
    }

    private AtomicBoolean inFlight(TopicPartition partition) {
        return inFlight.computeIfAbsent(partition, _ -> new AtomicBoolean());
    }

    private void settled(TopicPartition partition, AtomicBoolean waits, boolean acknowledged) {
        if (acknowledged) {
            gaps.acknowledged(partition, run.history().now());
        }
        waits.set(false);
    }

    private ProducerClient current() {
        ProducerClient old = client;
        if (old != null && old.isBroken()) {
            farewells.say(old::close);
            client = null;
        }
        ProducerClient now = client;
        if (now == null) {
            String bootstrap = run.addresses().bootstrap(protocol, random);
            now = ProducerClient.open(run, name(), protocol, Mode.IDEMPOTENT, bootstrap, TIMES);
            client = now;
        }
        return now;
    }
}

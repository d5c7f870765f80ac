package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.FinalLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Reads what partitions hold once all faults have healed and all producers have ended, twice: by gokafka's client and by Kafka's.
 * For one thread.
 */
public final class FinalLogs {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Run run;
    private final Random random;
    private final List<String> violations = new ArrayList<>();

    /**
     * What they hold.
     *
     * @param logs by partition, as gokafka's client reads them
     * @param violations where Kafka's client reads something else, or there is something that nobody has sent; empty if all is well
     */
    public record Result(List<FinalLog> logs, List<String> violations) {
        public Result {
            logs = List.copyOf(logs);
            violations = List.copyOf(violations);
        }
    }

    private FinalLogs(Run run, long seed) {
        this.run = run;
        this.random = new Random(seed);
    }

    /**
     * Reads all partitions from their first offset to the high watermark.
     *
     * @param seed decides which brokers are asked first
     * @param patience how long each partition is tried, over each protocol
     * @throws IllegalStateException that says which partition could not be read, with the last failure as its cause
     * @throws InterruptedException when the thread is interrupted
     */
    public static Result read(Run run, Collection<TopicPartition> partitions, long seed, Duration patience)
            throws InterruptedException {
        FinalLogs reader = new FinalLogs(run, seed);
        List<FinalLog> logs = new ArrayList<>();
        for (TopicPartition partition : new TreeSet<>(partitions)) {
            FinalLog own = reader.read(Protocol.GRPC, partition, patience);
            FinalLog kafka = reader.read(Protocol.KAFKA, partition, patience);
            LogComparison.difference(own, kafka, run.shortens(partition)).ifPresent(reader.violations::add);
            logs.add(own);
        }
        return new Result(logs, reader.violations);
    }

    private FinalLog read(Protocol protocol, TopicPartition partition, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            String name = "final-" + protocol.label();
            String bootstrap = run.addresses().bootstrap(protocol, random);
            try (Reading reading = Reading.open(protocol, bootstrap, name, ClientTimes.SHORT)) {
                return read(reading, protocol, partition, deadline);
            } catch (RuntimeException e) {
                if (System.nanoTime() - deadline >= 0) {
                    throw new IllegalStateException(
                            partition + " could not be read over " + protocol + " within " + patience, e);
                }
                run.problems().failed(name, "reading " + partition, e);
            }
            Thread.sleep(PAUSE);
        }
    }

    private FinalLog read(Reading reading, Protocol protocol, TopicPartition partition, long deadline) {
        reading.assign(List.of(partition));
        long first = reading.first(partition);
        long end = reading.end(partition);
        reading.seek(partition, first);
        List<FinalLog.Entry> entries = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        while (reading.position(partition) < end) {
            for (Reading.Seen seen : reading.poll(POLL)) {
                add(seen, protocol, entries, foreign);
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new IllegalStateException(
                        "has come to " + reading.position(partition) + " of " + first + " to " + end);
            }
        }
        violations.addAll(foreign);
        return new FinalLog(partition, first, end, entries);
    }

    private static void add(Reading.Seen seen, Protocol protocol, List<FinalLog.Entry> entries, List<String> foreign) {
        try {
            entries.add(new FinalLog.Entry(seen.offset(), Payload.parse(seen.value())));
        } catch (IllegalArgumentException e) {
            foreign.add(seen.partition() + " at " + seen.offset() + ", read over " + protocol + ": " + e.getMessage());
        }
    }
}

package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.check.Checker;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.FinalLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One life of a topic, from its creation to its deletion: one producer writes to it, and then all is read back and judged by the rules
 * of the {@link Checker}, as if this was a run of its own. A topic of the same name that lived before is none of its: whatever is left
 * of that is something that nobody has sent. For one thread.
 */
final class TopicLife {
    private static final int MAX_RECORDS = 50;
    private static final int PADDING = 100;

    /** Above what a fault takes from a partition. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Run run;
    private final List<TopicPartition> partitions;
    private final Random random;
    private String producer = "";

    TopicLife(Run run, String topic, int partitions, Random random) {
        this.run = run;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList();
        this.random = random;
    }

    /** Has a new idempotent producer write some records. */
    void write(String role, Protocol protocol, ClientTimes times) {
        String bootstrap = run.addresses().bootstrap(protocol, random);
        try (ProducerClient client = ProducerClient.open(run, role, protocol, Mode.IDEMPOTENT, bootstrap, times)) {
            producer = client.name();
            int records = random.nextInt(MAX_RECORDS);
            for (int i = 0; i < records; i++) {
                client.send(partitions.get(random.nextInt(partitions.size())), random.nextInt(PADDING));
            }
        }
    }

    /**
     * Reads all, and notes what is wrong. It counts only if it stays wrong: what is written is on its way for a while, but what is
     * lost stays so.
     *
     * @return whether it could be read
     * @throws InterruptedException when the thread is interrupted
     */
    boolean judge(String who) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<String> wrong;
            try {
                wrong = violations(deadline);
            } catch (IllegalStateException e) {
                return false; // not readable in this time: whether it will be is judged by the topics that stay
            }
            if (wrong.isEmpty()) {
                return true;
            }
            if (System.nanoTime() - deadline >= 0) {
                wrong.forEach(what -> run.problems().wrong(who, "of " + producer + ": " + what));
                return true;
            }
            Thread.sleep(PAUSE);
        }
    }

    private List<String> violations(long deadline) throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        List<FinalLog> logs = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            FinalLogs.Result read = FinalLogs.read(run, List.of(partition), random.nextLong(), left);
            wrong.addAll(read.violations());
            logs.addAll(read.logs());
        }
        wrong.addAll(violations(run.history().of(producer), logs));
        return wrong;
    }

    /** What is wrong with what is there, by what its producer did and was told; nothing else ever was in the topic. Pure. */
    static List<String> violations(List<Event> events, List<FinalLog> logs) {
        List<String> wrong = new ArrayList<>();
        for (FinalLog log : logs) {
            if (log.startOffset() != 0) {
                wrong.add(log.partition() + " begins at offset " + log.startOffset());
            }
            if (log.endOffset() != log.records().size()) {
                wrong.add(log.partition() + " ends at offset " + log.endOffset() + ", but has "
                        + log.records().size() + " records");
            }
        }
        Checker.judge(events, logs, Map.of(), Set.of())
                .violations()
                .forEach(v -> wrong.add(v.rule() + ": " + v.message() + " " + v.window()));
        return wrong;
    }
}

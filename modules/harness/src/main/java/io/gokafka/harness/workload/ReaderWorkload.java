package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A reader of partitions that begins anew at times, at the beginning or at the end, by any broker. */
final class ReaderWorkload extends Loop {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Run run;
    private final WorkloadPlan.ReaderPlan plan;
    private final ClientTimes times;
    private final Random random;
    private final Farewells farewells;
    private @Nullable Reading reading;
    private Witness witness;
    private int count;
    private long nextEnd;

    ReaderWorkload(Run run, WorkloadPlan.ReaderPlan plan, ClientTimes times) {
        super(plan.name(), run.problems());
        this.run = run;
        this.plan = plan;
        this.times = times;
        this.random = new Random(plan.seed());
        this.farewells = new Farewells(plan.name(), run.problems());
        this.witness = new Witness(run, plan.name());
    }

    @Override
    void step() {
        Reading current = current();
        try {
            List<Reading.Seen> records = current.poll(POLL);
            for (Reading.Seen seen : records) {
                noteJump(current, seen);
                witness.saw(List.of(seen));
            }
        } catch (RuntimeException e) {
            if (!current.isOutOfRange(e)) {
                throw e;
            }
            goOn(current, e);
        }
    }

    @Override
    void end() throws InterruptedException {
        leave();
        farewells.await();
    }

    private Reading current() {
        if (reading != null && System.nanoTime() - nextEnd >= 0) {
            leave();
        }
        Reading now = reading;
        if (now == null) {
            now = open();
            reading = now;
            nextEnd =
                    System.nanoTime() + Lifetimes.next(plan.lifetime(), random).toNanos();
        }
        return now;
    }

    private void leave() {
        Reading old = reading;
        reading = null;
        if (old != null) {
            farewells.say(old::close);
        }
    }

    private Reading open() {
        String name = plan.name() + "-" + count++;
        String bootstrap = run.addresses().bootstrap(plan.protocol(), random);
        Reading opened = Reading.open(plan.protocol(), plan.readFrom(), bootstrap, name, times);
        boolean fromBeginning = random.nextDouble() < plan.fromBeginning();
        Witness fresh = new Witness(run, name);
        try {
            opened.assign(plan.partitions());
            for (TopicPartition partition : plan.partitions()) {
                long offset = fromBeginning ? first(opened, partition, name) : opened.end(partition);
                opened.seek(partition, offset);
                fresh.positioned(partition, offset);
            }
        } catch (RuntimeException e) {
            farewells.say(opened::close);
            throw e;
        }
        witness = fresh;
        return opened;
    }

    /** Where a partition begins; without retention that is at 0. */
    private long first(Reading opened, TopicPartition partition, String name) {
        long first = opened.first(partition);
        if (first > 0 && !run.shortens(partition)) {
            run.problems().wrong(name, "is told that " + partition + " begins at " + first);
        }
        return first;
    }

    /**
     * gokafka's consumer goes on by itself where the log begins, once what it would read is deleted by retention. Elsewhere that is
     * wrong, whatever a broker says of the log's beginning.
     */
    private void noteJump(Reading current, Reading.Seen seen) {
        TopicPartition partition = seen.partition();
        Long expected = witness.next().get(partition);
        if (expected == null || seen.offset() <= expected) {
            return;
        }
        if (!run.shortens(partition)) {
            run.problems()
                    .wrong(witness.client(), "was at " + expected + " of " + partition + " and got " + seen.offset());
        } else if (current.first(partition) > expected) {
            witness.positioned(partition, seen.offset());
        }
    }

    /** Where retention has deleted what would be read next, the reader goes on at what is left. */
    private void goOn(Reading current, RuntimeException why) {
        boolean hasMoved = false;
        for (Map.Entry<TopicPartition, Long> next : Map.copyOf(witness.next()).entrySet()) {
            long first = first(current, next.getKey(), witness.client());
            if (first > next.getValue()) {
                current.seek(next.getKey(), first);
                witness.positioned(next.getKey(), first);
                hasMoved = true;
            }
        }
        if (!hasMoved) {
            run.problems().wrong(witness.client(), "an offset that was there is not any more: " + why.getMessage());
            leave();
        }
    }
}

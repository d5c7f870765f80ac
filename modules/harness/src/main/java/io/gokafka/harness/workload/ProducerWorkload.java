package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A producer that writes to its partitions at a steady rate with bursts, dies at times and is followed by another. */
final class ProducerWorkload extends Loop {
    private static final Duration TICK = Duration.ofMillis(10);

    private final Run run;
    private final WorkloadPlan.ProducerPlan plan;
    private final ClientTimes times;
    private final Random random;
    private final Farewells farewells;
    private final Pace pace;
    private @Nullable ProducerClient client;
    private long nextEnd;

    ProducerWorkload(Run run, WorkloadPlan.ProducerPlan plan, ClientTimes times) {
        super(plan.name(), run.problems());
        this.run = run;
        this.plan = plan;
        this.times = times;
        this.random = new Random(plan.seed());
        this.farewells = new Farewells(plan.name(), run.problems());
        this.pace = new Pace(plan.recordsPerSecond(), plan.burstRecords());
    }

    @Override
    void step() throws InterruptedException {
        ProducerClient current = current();
        List<TopicPartition> partitions = plan.partitions();
        int due = pace.due(System.nanoTime(), random);
        for (int i = 0; i < due && !current.isBroken() && !isStopped(); i++) {
            current.send(partitions.get(random.nextInt(partitions.size())), random.nextInt(plan.maxPadding() + 1));
        }
        pause(TICK);
    }

    @Override
    void end() throws InterruptedException {
        if (client != null) {
            farewells.say(client::close);
            client = null;
        }
        farewells.await();
    }

    private ProducerClient current() {
        ProducerClient old = client;
        if (old != null && (old.isBroken() || System.nanoTime() - nextEnd >= 0)) {
            farewells.say(random.nextBoolean() ? old::crash : old::close);
            client = null;
        }
        ProducerClient now = client;
        if (now == null) {
            String bootstrap = run.addresses().bootstrap(plan.protocol(), random);
            now = ProducerClient.open(run, plan.name(), plan.protocol(), plan.mode(), bootstrap, times);
            client = now;
            nextEnd =
                    System.nanoTime() + Lifetimes.next(plan.lifetime(), random).toNanos();
        }
        return now;
    }
}

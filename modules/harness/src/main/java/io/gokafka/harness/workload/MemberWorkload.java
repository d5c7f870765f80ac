package io.gokafka.harness.workload;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A member of a group that leaves or dies at times, and is followed by another. */
final class MemberWorkload extends Loop {
    private final Run run;
    private final WorkloadPlan.MemberPlan plan;
    private final ClientTimes times;
    private final Random random;
    private final Farewells farewells;
    private @Nullable MemberClient client;
    private int count;
    private long nextEnd;

    MemberWorkload(Run run, WorkloadPlan.MemberPlan plan, ClientTimes times) {
        super(plan.name(), run.problems());
        this.run = run;
        this.plan = plan;
        this.times = times;
        this.random = new Random(plan.seed());
        this.farewells = new Farewells(plan.name(), run.problems());
    }

    @Override
    void step() {
        try {
            current().poll();
        } catch (RuntimeException e) {
            leave(false); // what an application does that does not know better
            throw e;
        }
    }

    @Override
    void end() throws InterruptedException {
        leave(false);
        farewells.await();
    }

    private MemberClient current() {
        if (client != null && System.nanoTime() - nextEnd >= 0) {
            leave(random.nextBoolean());
        }
        MemberClient now = client;
        if (now == null) {
            Protocol protocol = Member.protocol(plan.membership());
            String name = plan.name() + "-" + count++;
            now = new MemberClient(run, plan, name, run.addresses().bootstrap(protocol, random), times);
            client = now;
            Duration lifetime = Lifetimes.next(plan.lifetime(), random);
            nextEnd = System.nanoTime() + lifetime.toNanos();
        }
        return now;
    }

    private void leave(boolean byCrash) {
        MemberClient old = client;
        client = null;
        if (old != null) {
            farewells.say(byCrash ? old::crash : old::close);
        }
    }
}

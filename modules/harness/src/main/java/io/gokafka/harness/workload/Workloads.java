package io.gokafka.harness.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All that uses the cluster in a run. For one thread. */
public final class Workloads implements AutoCloseable {
    private final List<Workload> all;
    private final StallMeter stalls;

    private Workloads(List<Workload> all, StallMeter stalls) {
        this.all = all;
        this.stalls = stalls;
    }

    /** What a plan says; nothing has begun. */
    public static Workloads of(Run run, WorkloadPlan plan, WorkloadSettings settings) {
        ClientLogs.quiet();
        ClientTimes times = settings.times();
        Random seeds = new Random(plan.seed());
        List<Workload> all = new ArrayList<>();
        plan.producers().forEach(p -> all.add(new ProducerWorkload(run, p, times)));
        plan.readers().forEach(r -> all.add(new ReaderWorkload(run, r, times)));
        plan.members().forEach(m -> all.add(new MemberWorkload(run, m, times)));
        List<String> groups = plan.members().stream()
                .map(WorkloadPlan.MemberPlan::group)
                .distinct()
                .toList();
        if (!groups.isEmpty()) {
            all.add(new CommitAuditor(run, groups, settings.partitions(), new Random(seeds.nextLong()), times));
        }
        if (settings.churn()) {
            all.add(new TopicChurn(run, new Random(seeds.nextLong()), times));
        }
        if (settings.probeInterval().isPositive()) {
            for (Protocol protocol : Protocol.values()) {
                Random random = new Random(seeds.nextLong());
                all.add(new AvailabilityProbe(run, protocol, settings.partitions(), settings.probeInterval(), random));
            }
        }
        StallMeter stalls = new StallMeter(run);
        all.add(stalls);
        return new Workloads(all, stalls);
    }

    /**
     * The times of at least so long, 50 ms or more, for which a partition acknowledged nothing, as the probes of both protocols
     * have measured. For any thread.
     */
    public List<Gap> gaps(Duration atLeast) {
        return all.stream()
                .filter(AvailabilityProbe.class::isInstance)
                .map(AvailabilityProbe.class::cast)
                .flatMap(probe -> probe.gaps(atLeast).stream())
                .toList();
    }

    /** The times of 50 ms or more in which the harness itself did not get to run. For any thread. */
    public List<Stall> stalls() {
        return stalls.stalls();
    }

    /** The workloads. */
    public List<Workload> all() {
        return List.copyOf(all);
    }

    /** Begins all. */
    public void start() {
        all.forEach(Workload::start);
    }

    /** Stops all side by side, and waits until the last has ended. */
    @Override
    public void close() {
        all.forEach(Workload::stop);
        all.forEach(Workload::close);
    }
}

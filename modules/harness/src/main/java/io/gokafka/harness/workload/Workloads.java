package io.gokafka.harness.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All that uses the cluster in a run. For one thread. */
public final class Workloads implements AutoCloseable {
    private final List<Workload> all;

    private Workloads(List<Workload> all) {
        this.all = all;
    }

    /** What a plan says; nothing has begun. */
    public static Workloads of(Run run, WorkloadPlan plan, WorkloadSettings settings) {
        ClientLogs.quiet();
        List<Workload> all = new ArrayList<>();
        plan.producers().forEach(p -> all.add(new ProducerWorkload(run, p, settings.times())));
        plan.readers().forEach(r -> all.add(new ReaderWorkload(run, r, settings.times())));
        plan.members().forEach(m -> all.add(new MemberWorkload(run, m, settings.times())));
        List<String> groups = plan.members().stream()
                .map(WorkloadPlan.MemberPlan::group)
                .distinct()
                .toList();
        if (!groups.isEmpty()) {
            Random random = new Random(plan.seed());
            all.add(new CommitAuditor(run, groups, settings.partitions(), random, settings.times()));
        }
        if (settings.churn()) {
            all.add(new TopicChurn(run, new Random(plan.seed() + 1), settings.times()));
        }
        return new Workloads(all);
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

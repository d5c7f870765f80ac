package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.History;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One member of a group, from its making to its end, which writes down what it reads and commits. It commits what it has read of
 * the partitions that it has, and nothing else. For one thread.
 */
final class MemberClient implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Run run;
    private final WorkloadPlan.MemberPlan plan;
    private final Witness witness;
    private final Member member;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Set<TopicPartition> known = new HashSet<>();
    private int uncommitted;
    private volatile boolean isDead;

    MemberClient(Run run, WorkloadPlan.MemberPlan plan, String name, String bootstrap, ClientTimes times) {
        this.run = run;
        this.plan = plan;
        this.witness = new Witness(run, name);
        this.member = Member.open(plan, bootstrap, name, times, new Assignments());
    }

    /** Reads for a short while, and commits when it has read enough since the last time. */
    void poll() {
        List<Reading.Seen> records = member.poll(POLL);
        witness.saw(records);
        uncommitted += records.size();
        if (uncommitted >= plan.commitEvery()) {
            commit(witness.next());
        }
    }

    /** Ends as if it was killed. */
    void crash() {
        isDead = true;
        member.crash();
    }

    @Override
    public void close() {
        member.close();
    }

    private void commit(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> news = new TreeMap<>(positions);
        news.entrySet().removeIf(next -> next.getValue().equals(committed.get(next.getKey())));
        uncommitted = 0;
        if (news.isEmpty()) {
            return;
        }
        History history = run.history();
        String client = witness.client();
        long begun = history.now();
        news.forEach((p, offset) -> history.add(new Event.Committing(begun, client, plan.group(), p, offset)));
        Optional<Member.Refused> refused = member.commit(news);
        long at = history.now();
        if (refused.isEmpty()) {
            committed.putAll(news);
            news.forEach((p, offset) -> history.add(new Event.Committed(at, client, plan.group(), p, offset, begun)));
        } else {
            Member.Refused why = refused.get();
            String reason = Errors.reason(why.cause());
            news.forEach((p, offset) ->
                    history.add(new Event.CommitFailed(at, client, plan.group(), p, offset, why.known(), reason)));
            run.problems().failed(client, "committing " + news, why.cause());
        }
    }

    /** What the member has to read. A dead one hears of it only because its client cleans up. */
    private final class Assignments implements Member.Listener {
        @Override
        public void assigned(Collection<TopicPartition> partitions, Member.Positions positions) {
            long begun = run.history().now();
            positions.ask().forEach((partition, position) -> {
                if (!isDead) {
                    resumed(partition, position, begun);
                    committed.put(partition, position);
                    witness.positioned(partition, position);
                }
            });
        }

        /**
         * Kafka's consumer for KIP-848 may take the answer to a question that it asked when it had the same partitions before: of it
         * only the first time counts.
         */
        private void resumed(TopicPartition partition, long position, long begun) {
            boolean first = known.add(partition);
            if (first || plan.membership() != WorkloadPlan.Membership.CONSUMER) {
                History history = run.history();
                history.add(
                        new Event.Resumed(history.now(), witness.client(), plan.group(), partition, position, begun));
            }
        }

        @Override
        public void overtaken(TopicPartition partition, long first) {
            if (isDead) {
                return;
            }
            if (!run.shortens(partition)) {
                run.problems().wrong(witness.client(), "is told that " + partition + " begins at " + first);
            }
            committed.put(partition, first);
            witness.positioned(partition, first);
        }

        @Override
        public void revoked(Collection<TopicPartition> partitions) {
            if (!isDead) {
                Map<TopicPartition, Long> last = new HashMap<>(witness.next());
                last.keySet().retainAll(partitions);
                commit(last);
                lost(partitions);
            }
        }

        @Override
        public void lost(Collection<TopicPartition> partitions) {
            partitions.forEach(witness::gone);
            committed.keySet().removeAll(partitions);
        }
    }
}

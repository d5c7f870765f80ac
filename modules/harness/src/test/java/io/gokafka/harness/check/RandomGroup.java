package io.gokafka.harness.check;

import io.gokafka.harness.history.Event.CommitFailed;
import io.gokafka.harness.history.Event.Committed;
import io.gokafka.harness.history.Event.CommittedRead;
import io.gokafka.harness.history.Event.Committing;
import io.gokafka.harness.history.Event.Resumed;
import java.util.SplittableRandom;

/** The model of a group's committed offset for one partition: it rises, and is seen while it does. */
final class RandomGroup {
    private final RandomRun run;
    private final SplittableRandom random;
    private final String group;
    private final RandomLog log;
    private long committed = -1;

    RandomGroup(RandomRun run, SplittableRandom random, String group, RandomLog log) {
        this.run = run;
        this.random = random;
        this.group = group;
        this.log = log;
    }

    void step() {
        switch (random.nextInt(3)) {
            case 0 -> commit();
            case 1 -> read();
            default -> resume();
        }
    }

    void lost(RandomLog deleted) {
        if (log == deleted) {
            committed = -1;
        }
    }

    private void commit() {
        String member = "member" + random.nextInt(2);
        long offset = random.nextLong(Math.max(0, committed), Math.max(committed, log.end()) + 1);
        long begun = run.add(at -> new Committing(at, member, group, log.partition, offset));
        int outcome = random.nextInt(10);
        if (outcome < 7) {
            committed = offset;
            read(outcome == 0);
            run.add(at -> new Committed(at, member, group, log.partition, offset, begun));
        } else {
            boolean known = outcome == 7;
            committed = outcome == 8 ? offset : committed;
            run.add(at -> new CommitFailed(at, member, group, log.partition, offset, known, "moved"));
        }
    }

    private void read(boolean now) {
        if (now) {
            read();
        }
    }

    private void read() {
        long begun = run.now();
        long told = ask();
        run.add(at -> new CommittedRead(at, "observer", group, log.partition, told, begun));
    }

    /** A member without a committed offset begins where the log does. */
    private void resume() {
        long begun = run.now();
        long told = ask();
        long offset = told < 0 ? log.start() : told;
        run.add(at -> new Resumed(at, "member" + random.nextInt(2), group, log.partition, offset, begun));
    }

    /** What is told is what was committed at one time between the question and the answer. */
    private long ask() {
        long before = committed;
        if (random.nextInt(3) == 0) {
            commit();
        }
        return random.nextBoolean() ? before : committed;
    }
}

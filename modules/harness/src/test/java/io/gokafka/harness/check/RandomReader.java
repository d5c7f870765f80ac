package io.gokafka.harness.check;

import io.gokafka.harness.history.Event.Positioned;
import io.gokafka.harness.history.Event.Read;
import java.util.SplittableRandom;

/** The model of a reader: it goes on from its position, and is moved at times. */
final class RandomReader {
    private final RandomRun run;
    private final SplittableRandom random;
    private final String client;
    private RandomLog log;
    private long next = -1;

    RandomReader(RandomRun run, SplittableRandom random, String client) {
        this.run = run;
        this.random = random;
        this.client = client;
        this.log = run.anyLog();
    }

    void step() {
        if (next < log.start() || next > log.end() || random.nextInt(10) == 0) {
            position();
        }
        for (int left = random.nextInt(6); left > 0 && next < log.end(); left--) {
            long offset = next++;
            log.at(offset).ifPresent(value -> run.add(at -> new Read(at, client, log.partition, offset, value)));
        }
    }

    private void position() {
        log = run.anyLog();
        next = random.nextInt(3) == 0 ? log.start() : random.nextLong(log.start(), log.end() + 1);
        long offset = next;
        run.add(at -> new Positioned(at, client, log.partition, offset));
    }

    void lost(RandomLog deleted) {
        if (log == deleted) {
            next = -1;
        }
    }
}

package io.gokafka.benchmarks.compare;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** How long one record takes when there is little to do. */
enum LatencyCase implements Case {
    /** From the send until it is consumed, one record at a time. */
    END_TO_END("latency: end to end, 100 B, one at a time") {
        @Override
        public void measure(Round round) throws IOException, InterruptedException, ExecutionException {
            String topic = round.createTopic(1);
            var _ = round.tools().endToEnd(round.peer().bootstrap(), topic, round.scaled(2_000), 100); // warm-up
            add(round, round.tools().endToEnd(round.peer().bootstrap(), topic, round.scaled(5_000), 100));
        }
    },

    /** From the send until it is acknowledged, at a rate that is no load. */
    LOW_RATE("latency: acknowledged, 1000 B, 200 a second") {
        @Override
        public void measure(Round round) throws IOException, InterruptedException, ExecutionException {
            atRate(round, 200, 2_000);
        }
    },

    /** The same at some load. */
    SOME_LOAD("latency: acknowledged, 1000 B, 5000 a second") {
        @Override
        public void measure(Round round) throws IOException, InterruptedException, ExecutionException {
            atRate(round, 5_000, 40_000);
        }
    };

    private final String title;

    LatencyCase(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }

    /** At a fixed rate, to one partition. */
    void atRate(Round round, int rate, int records) throws IOException, InterruptedException, ExecutionException {
        String topic = round.createTopic(1);
        Tools.Produced produced = round.tools()
                .produce(
                        round.peer().bootstrap(),
                        topic,
                        round.scaled(records),
                        1_000,
                        rate,
                        List.of("acks=all", "linger.ms=0"));
        add(round, new Tools.Latency(produced.mean(), produced.p50(), produced.p99(), produced.p999()));
    }

    void add(Round round, Tools.Latency latency) {
        round.add(title() + ": mean, ms", latency.mean());
        round.add(title() + ": p50, ms", latency.p50());
        round.add(title() + ": p99, ms", latency.p99());
        round.add(title() + ": p99.9, ms", latency.p999());
    }

    @Override
    public boolean dependsOnSync() {
        return true;
    }
}

package io.gokafka.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** One consumer reads a topic of 12 partitions that was just written, from its beginning. */
record ConsumeCase(int recordBytes) implements Case {
    private static final int PARTITIONS = 12;
    private static final long BYTES = 250_000_000;

    @Override
    public String title() {
        return "consume: " + recordBytes + " B";
    }

    @Override
    public boolean dependsOnSync() {
        return false;
    }

    @Override
    public void measure(Round round) throws IOException, InterruptedException, ExecutionException {
        String topic = round.createTopic(PARTITIONS);
        int records = round.scaled((int) (BYTES / recordBytes));
        var _ = round.tools()
                .produce(
                        round.peer().bootstrap(),
                        topic,
                        records,
                        recordBytes,
                        -1,
                        List.of("batch.size=262144", "linger.ms=5"));
        Duration before = round.cpu();
        double rate = round.tools().consume(round.peer().bootstrap(), topic, records);
        Duration cpu = round.cpu().minus(before);
        round.delete(topic);
        round.add("consume, thousand records a second: " + recordBytes + " B", rate / 1_000);
        round.add(
                "consume, CPU seconds of the brokers a million records: " + recordBytes + " B",
                cpu.toMillis() * 1e3 / records);
    }
}

package io.gokafka.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * As many records as one producer can send.
 *
 * @param acks what the producer waits for
 * @param recordBytes of each record's value; there are no keys
 * @param partitions of the topic
 * @param batching how the producer batches
 */
record ProduceCase(String acks, int recordBytes, int partitions, Batching batching) implements Case {
    /** The producer's settings. */
    enum Batching {
        /** Batches of 16 KiB, as long as none waits. */
        DEFAULT,
        /** Batches of 256 KiB. */
        TUNED;

        List<String> settings() {
            return this == TUNED ? List.of("batch.size=262144", "linger.ms=5") : List.of();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Bytes that take some seconds on a machine of two cores, even when the clients have only just begun to be compiled. */
    private int records() {
        long bytes = batching == Batching.TUNED ? 250_000_000L : 160_000_000L;
        int perRecord = recordBytes + 60; // what a record costs besides its bytes
        return (int) (bytes / perRecord);
    }

    private String what() {
        return acks + ", " + recordBytes + " B, " + (partitions == 1 ? "1 partition" : partitions + " partitions")
                + ", " + batching;
    }

    @Override
    public String title() {
        return "produce: acks=" + what();
    }

    @Override
    public boolean dependsOnSync() {
        return acks.equals("all");
    }

    @Override
    public void measure(Round round) throws IOException, InterruptedException, ExecutionException {
        String topic = round.createTopic(partitions);
        int records = round.scaled(records());
        List<String> settings = new ArrayList<>(batching.settings());
        settings.add("acks=" + acks);
        if (!acks.equals("all")) {
            settings.add("enable.idempotence=false"); // which needs acks=all
        }
        Duration before = round.cpu();
        Tools.Produced produced =
                round.tools().produce(round.peer().bootstrap(), topic, records, recordBytes, -1, settings);
        Duration cpu = round.cpu().minus(before);
        round.delete(topic);
        round.add("produce, thousand records a second: acks=" + what(), produced.recordsPerSecond() / 1_000);
        round.add(
                "produce, CPU seconds of the brokers a million records: acks=" + what(),
                cpu.toMillis() * 1e3 / records);
    }
}

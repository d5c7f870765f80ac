package io.gokafka.harness.workload;

import io.gokafka.api.record.Record;
import io.gokafka.harness.workload.Changelog.Found;
import io.gokafka.harness.workload.Changelog.Write;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what is left of a {@link Changelog}, as a client that makes a table of it. For one thread. */
public final class ChangelogReader {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Run run;
    private final Random random;

    /** A reader that enters the cluster by brokers that a seed chooses. */
    public ChangelogReader(Run run, long seed) {
        this.run = run;
        this.random = new Random(seed);
    }

    /** What was read. */
    record Table(Map<String, Found> latest, List<String> wrong) {}

    /**
     * Reads all of it, and says what is wrong with it.
     *
     * @param patience how long it is tried
     * @throws InterruptedException when the thread is interrupted
     */
    public List<String> violations(Changelog changelog, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                Table table = read(deadline);
                List<String> wrong = new ArrayList<>(table.wrong());
                wrong.addAll(changelog.violations("a reader of " + Changelog.PARTITION, table.latest()));
                return wrong;
            } catch (RuntimeException e) {
                if (System.nanoTime() - deadline >= 0) {
                    return List.of(Changelog.PARTITION + " could not be read within " + patience + ": " + e);
                }
                run.problems().failed("changelog-reader", "reading", e);
            }
            Thread.sleep(PAUSE);
        }
    }

    /** What is wrong with what a broker has on its disk: all records of the partition, in their order. */
    public static List<String> violations(Changelog changelog, String who, List<Record> records) {
        Map<String, Found> latest = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (Record record : records) {
            note(String.valueOf(record.keyText()), record.offset(), record.value(), latest, wrong);
        }
        wrong.addAll(changelog.violations(who, latest));
        return wrong;
    }

    private Table read(long deadline) {
        Map<String, Found> latest = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        var partition = KafkaNames.kafka(Changelog.PARTITION);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                KafkaConfigs.consumer(
                        run.addresses().bootstrap(Protocol.KAFKA, random), "changelog-reader", ClientTimes.SHORT),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            long next = 0;
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < next) {
                        wrong.add("offset " + record.offset() + " is read where " + next + " is due");
                    }
                    next = record.offset() + 1;
                    note(record.key(), record.offset(), record.value(), latest, wrong);
                }
                if (System.nanoTime() - deadline >= 0) {
                    throw new IllegalStateException("has come to " + consumer.position(partition) + " of " + end);
                }
            }
        }
        return new Table(latest, wrong);
    }

    /** A tombstone is as good as nothing: which one it is, nobody can tell. */
    private static void note(
            String key, long offset, byte @Nullable [] value, Map<String, Found> latest, List<String> wrong) {
        if (value == null) {
            latest.remove(key);
            return;
        }
        try {
            latest.put(key, new Found(offset, parse(value)));
        } catch (IllegalArgumentException e) {
            wrong.add("the record of " + key + " at " + offset + " is damaged: " + e.getMessage());
        }
    }

    /** The bytes of a value: its number, and padding that follows from it. */
    static byte[] value(Write write, int padding) {
        byte[] head = (write.number() + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(head, head.length + padding);
        Arrays.fill(bytes, head.length, bytes.length, (byte) ('a' + write.number() % 26));
        return bytes;
    }

    private static Write parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        Write write = new Write(Long.parseLong(text.substring(0, Math.max(0, text.indexOf(' ')))), false);
        int head = text.indexOf(' ') + 1;
        if (!Arrays.equals(bytes, value(write, bytes.length - head))) {
            throw new IllegalArgumentException("its padding is not that of number " + write.number());
        }
        return write;
    }
}

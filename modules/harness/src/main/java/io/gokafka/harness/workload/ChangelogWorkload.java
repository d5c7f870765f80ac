package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.workload.Changelog.Write;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to a compacted topic: few keys, again and again, and now and then a tombstone. One record at a time. */
public final class ChangelogWorkload extends Loop {
    private static final String NAME = "changelog";
    private static final int KEYS = 60;
    private static final int TOMBSTONE_EVERY = 12;
    private static final int PADDING = 4000;
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** A client that has failed is followed by another: what it had under way is not known, and its numbers are not gone on with. */
    private Optional<KafkaProducer<String, byte[]>> producer = Optional.empty();

    private final Run run;
    private final Changelog changelog;
    private final Random random;
    private final ClientTimes times;
    private long number;

    /** Writes what a seed decides, and takes note of it. */
    public ChangelogWorkload(Run run, Changelog changelog, long seed) {
        super(NAME, run.problems());
        this.run = run;
        this.changelog = changelog;
        this.random = new Random(seed);
        this.times = ClientTimes.SHORT;
    }

    @Override
    void step() throws InterruptedException {
        String key = "key" + random.nextInt(KEYS);
        Write write = new Write(number++, random.nextInt(TOMBSTONE_EVERY) == 0);
        TopicPartition partition = Changelog.PARTITION;
        try {
            KafkaProducer<String, byte[]> open = producer.orElseGet(this::open);
            producer = Optional.of(open);
            byte[] value = write.tombstone() ? null : ChangelogReader.value(write, PADDING);
            long offset = open.send(new ProducerRecord<>(partition.topic(), partition.partition(), key, value))
                    .get()
                    .offset();
            changelog.acknowledged(key, write, offset);
        } catch (ExecutionException | RuntimeException e) {
            changelog.unknown(key, write);
            end();
            run.problems().failed(NAME, "writing " + key, Errors.unwrapped(e));
        }
        pause(PAUSE);
    }

    private KafkaProducer<String, byte[]> open() {
        Map<String, Object> config =
                KafkaConfigs.client(run.addresses().bootstrap(Protocol.KAFKA, random), NAME, times);
        config.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(times.delivery().toMillis()));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, times.operation().toMillis());
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    void end() {
        producer.ifPresent(open -> open.close(Duration.ZERO));
        producer = Optional.empty();
    }
}

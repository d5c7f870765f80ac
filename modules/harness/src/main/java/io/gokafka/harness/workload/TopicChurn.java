package io.gokafka.harness.workload;

import io.gokafka.harness.history.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * Makes topics, writes some records into them, reads them back, and deletes them, over either protocol. In about half of the rounds a
 * topic of the same name is made next, which has to begin empty.
 *
 * <p>Names are reused only where nothing that was meant for the first topic can reach the second: its records are sent and it is
 * deleted by its id, the deletion was acknowledged, and every broker knows the new one.
 */
final class TopicChurn extends Loop {
    private static final String NAME = "churn";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration NEWS = Duration.ofSeconds(10);
    private static final int MAX_PARTITIONS = 3;
    private static final int TOO_MANY_UNREAD = 5;

    private final Run run;
    private final Random random;
    private final ClientTimes times;
    private final TopicAdmin admin;
    /** No run meets a topic of an earlier one on the same cluster. */
    private final String prefix = NAME + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";

    private int count;
    private int read;
    private int unread;

    TopicChurn(Run run, Random random, ClientTimes times) {
        super(NAME, run.problems());
        this.run = run;
        this.random = random;
        this.times = times;
        this.admin = new TopicAdmin(run, NAME, random, times);
    }

    @Override
    void step() throws InterruptedException {
        String topic = prefix + count++;
        int partitions = 1 + random.nextInt(MAX_PARTITIONS);
        boolean isNamedTwice = random.nextBoolean();
        Optional<UUID> id = admin.create(topic, partitions, any());
        live(topic, partitions, isNamedTwice ? Protocol.KAFKA : any()); // Kafka's producer names topics by their ids
        run.history().add(new Event.Deleting(run.history().now(), NAME, topic));
        if (isNamedTwice && id.isPresent()) {
            if (admin.delete(id.get())) {
                liveAgain(topic, partitions);
            }
        } else {
            admin.delete(topic, any());
        }
        pause(PAUSE);
    }

    private void liveAgain(String topic, int partitions) throws InterruptedException {
        Optional<UUID> id = admin.create(topic, partitions, any());
        if (id.isPresent() && admin.awaitKnown(topic, id.get(), NEWS)) {
            live(topic, partitions, any());
        }
        admin.delete(topic, any());
    }

    private void live(String topic, int partitions, Protocol protocol) throws InterruptedException {
        TopicLife life = new TopicLife(run, topic, partitions, random);
        life.write(NAME, protocol, times);
        if (life.judge(NAME)) {
            read++;
        } else {
            unread++;
        }
    }

    @Override
    void end() {
        admin.close();
        if (read == 0 && unread >= TOO_MANY_UNREAD) {
            run.problems().wrong(NAME, "none of " + unread + " topics could be read before it was deleted");
        }
    }

    private Protocol any() {
        return random.nextBoolean() ? Protocol.GRPC : Protocol.KAFKA;
    }
}

package io.gokafka.benchmarks.compare;

import io.gokafka.benchmarks.peer.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.TopicDescription;

/** What a cluster needs when it has nothing to do, and how it comes back. */
enum LifeCase implements Case {
    /** Resident memory of a broker that has started and has nothing to do; the first to be measured. */
    MEMORY_IDLE("life: resident memory of a broker, idle, MiB") {
        @Override
        public void measure(Round round) throws IOException, InterruptedException {
            Thread.sleep(SETTLE_MILLIS);
            round.add(title(), round.residentMebibytes());
        }
    },

    /** Resident memory after all cases before. */
    MEMORY_LOADED("life: resident memory of a broker, after load, MiB") {
        @Override
        public void measure(Round round) throws IOException {
            round.add(title(), round.residentMebibytes());
        }
    },

    /** A leader is killed while records are sent every 5 ms. */
    FAILOVER("life: longest gap in acknowledgements after SIGKILL of a leader, ms") {
        @Override
        public void measure(Round round) throws IOException, InterruptedException, ExecutionException {
            String topic = round.createTopic(1);
            try (Heartbeat heartbeat = new Heartbeat(round.peer().bootstrap(), topic)) {
                heartbeat.await(400);
                Node leader = leaderOf(round, topic);
                long killed = System.nanoTime();
                leader.kill();
                heartbeat.await(1);
                heartbeat.await(400);
                round.add(title(), heartbeat.longestGapSince(killed));
            }
            round.peer().startAgain();
            round.peer().awaitBrokers(round.peer().nodes().size());
        }
    },

    /** All brokers are started at once, after a stop in good order; there is a topic. */
    START("life: from the start of all brokers to the first acknowledged record, ms") {
        @Override
        public void measure(Round round) throws IOException, InterruptedException, ExecutionException {
            String topic = round.createTopic(1);
            round.peer().stop();
            long start = System.nanoTime();
            round.peer().startAgain();
            try (Heartbeat heartbeat = new Heartbeat(round.peer().bootstrap(), topic, RECONNECT_MILLIS)) {
                heartbeat.await(1);
                round.add(title(), (System.nanoTime() - start) / 1e6);
            }
            round.peer().awaitBrokers(round.peer().nodes().size());
        }
    },

    /** A thousand partitions: what they cost when nothing is written, and how soon they are led again. */
    PARTITIONS("life: 1000 partitions") {
        @Override
        public void measure(Round round) throws IOException, InterruptedException, ExecutionException {
            String topic = round.createTopic(MANY);
            Thread.sleep(SETTLE_MILLIS);
            Duration before = round.cpu();
            Thread.sleep(IDLE_MILLIS);
            double cores = round.cpu().minus(before).toMillis() / (double) IDLE_MILLIS;
            round.add(
                    title() + ", nothing is written: CPU of a broker, % of a core",
                    100 * cores / round.peer().nodes().size());
            Node leader = leaderOf(round, topic);
            long killed = System.nanoTime();
            leader.kill();
            while (!round.isLed(topic, MANY)) {
                Thread.sleep(10);
            }
            round.add(title() + ": all led again after SIGKILL, ms", (System.nanoTime() - killed) / 1e6);
            round.peer().startAgain();
            round.peer().awaitBrokers(round.peer().nodes().size());
        }
    };

    private static final int SETTLE_MILLIS = 45_000; // until what a start or a creation has left to do is done
    private static final int IDLE_MILLIS = 10_000;
    private static final int RECONNECT_MILLIS = 50; // a start is measured, not how long a client has given up meanwhile
    private static final int MANY = 1_000;

    private final String title;

    LifeCase(String title) {
        this.title = title;
    }

    private static Node leaderOf(Round round, String topic) throws ExecutionException, InterruptedException {
        TopicDescription described = round.admin()
                .describeTopics(List.of(topic))
                .topicNameValues()
                .values()
                .iterator()
                .next()
                .get();
        return round.nodeOf(described.partitions().getFirst().leader());
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean dependsOnSync() {
        return false;
    }
}

package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics, writes some records into them, and deletes them, over either protocol. */
final class TopicChurn extends Loop {
    private static final String NAME = "churn";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MAX_PARTITIONS = 3;
    private static final int MAX_RECORDS = 50;
    private static final int PADDING = 100;

    private final Run run;
    private final Random random;
    private final ClientTimes times;
    private final GrpcLink link;
    private final Admin admin;
    /** No run meets a topic of an earlier one on the same cluster. */
    private final String prefix = NAME + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";

    private int count;

    TopicChurn(Run run, Random random, ClientTimes times) {
        super(NAME, run.problems());
        this.run = run;
        this.random = random;
        this.times = times;
        this.link = new GrpcLink(
                run.addresses().bootstrap(Protocol.GRPC, random), NAME, times.request(), times.operation());
        this.admin = KafkaAdmin.open(run.addresses().bootstrap(Protocol.KAFKA, random), NAME, times);
    }

    @Override
    void step() throws InterruptedException {
        String topic = prefix + count++;
        int partitions = 1 + random.nextInt(MAX_PARTITIONS);
        create(topic, partitions, any());
        write(topic, partitions, any());
        run.history().add(new Event.Deleting(run.history().now(), NAME, topic));
        delete(topic, any());
        pause(PAUSE);
    }

    @Override
    void end() {
        link.close();
        admin.close(Duration.ofSeconds(5));
    }

    private Protocol any() {
        return random.nextBoolean() ? Protocol.GRPC : Protocol.KAFKA;
    }

    private void create(String topic, int partitions, Protocol protocol) throws InterruptedException {
        if (protocol == Protocol.GRPC) {
            link.client().topics().create(topic, partitions, 0, WorkloadSettings.TOPIC_CONFIG);
            return;
        }
        try {
            NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty())
                    .configs(WorkloadSettings.TOPIC_CONFIG);
            KafkaAdmin.get(admin.createTopics(List.of(wanted)).all());
        } catch (TopicExistsException e) {
            run.problems().borne(e); // an attempt without an answer has made it
        }
    }

    private void write(String topic, int partitions, Protocol protocol) {
        String bootstrap = run.addresses().bootstrap(protocol, random);
        try (ProducerClient client = ProducerClient.open(run, NAME, protocol, Mode.IDEMPOTENT, bootstrap, times)) {
            int records = random.nextInt(MAX_RECORDS);
            for (int i = 0; i < records; i++) {
                client.send(new TopicPartition(topic, random.nextInt(partitions)), random.nextInt(PADDING));
            }
        }
    }

    private void delete(String topic, Protocol protocol) throws InterruptedException {
        try {
            if (protocol == Protocol.GRPC) {
                link.client().topics().delete(topic);
            } else {
                KafkaAdmin.get(admin.deleteTopics(List.of(topic)).all());
            }
        } catch (UnknownTopicOrPartitionException e) {
            run.problems().borne(e); // an attempt without an answer has deleted it
        } catch (RequestException e) {
            if (e.code() != ErrorCode.UNKNOWN_TOPIC) {
                throw e;
            }
            run.problems().borne(e); // the broker that answers has not heard of it yet
        }
    }
}

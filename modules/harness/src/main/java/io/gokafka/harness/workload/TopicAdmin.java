package io.gokafka.harness.workload;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes and deletes topics over either protocol, and says what is certain of it. For one thread. */
final class TopicAdmin implements AutoCloseable {
    private final Run run;
    private final GrpcLink link;
    private final Admin admin;
    private final TopicNews news;

    TopicAdmin(Run run, String name, Random random, ClientTimes times) {
        this.run = run;
        this.link = new GrpcLink(
                run.addresses().bootstrap(Protocol.GRPC, random), name, times.request(), times.operation());
        this.admin = KafkaAdmin.open(run.addresses().bootstrap(Protocol.KAFKA, random), name, times);
        this.news = new TopicNews(name);
    }

    /** Creates a topic; tells its id, unless there was one of the name: an attempt without an answer may have made it. */
    Optional<UUID> create(String topic, int partitions, Protocol protocol) throws InterruptedException {
        try {
            return Optional.of(
                    protocol == Protocol.GRPC
                            ? link.client()
                                    .topics()
                                    .create(topic, partitions, 0, WorkloadSettings.TOPIC_CONFIG)
                                    .id()
                            : createByKafka(topic, partitions));
        } catch (TopicExistsException e) {
            run.problems().borne(e);
        } catch (RequestException e) {
            bear(e, ErrorCode.TOPIC_EXISTS);
        }
        return Optional.empty();
    }

    private UUID createByKafka(String topic, int partitions) throws InterruptedException {
        NewTopic wanted =
                new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(WorkloadSettings.TOPIC_CONFIG);
        CreateTopicsResult result = admin.createTopics(List.of(wanted));
        KafkaAdmin.get(result.all());
        Uuid id = KafkaAdmin.get(result.topicId(topic));
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Deletes whatever topic has the name. */
    void delete(String topic, Protocol protocol) throws InterruptedException {
        try {
            if (protocol == Protocol.GRPC) {
                link.client().topics().delete(topic);
            } else {
                KafkaAdmin.get(admin.deleteTopics(List.of(topic)).all());
            }
        } catch (UnknownTopicOrPartitionException e) {
            run.problems().borne(e); // an attempt without an answer has deleted it
        } catch (RequestException e) {
            bear(e, ErrorCode.UNKNOWN_TOPIC); // the broker that answers has not heard of it yet
        }
    }

    /**
     * Deletes the topic of an id, so that no late attempt can meet one that gets the name after it.
     *
     * @return whether it is certainly gone; else an attempt without an answer may have deleted it
     */
    boolean delete(UUID id) throws InterruptedException {
        Uuid uuid = new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
        try {
            KafkaAdmin.get(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(uuid)))
                    .all());
            return true;
        } catch (UnknownTopicIdException e) {
            run.problems().borne(e);
            return false;
        }
    }

    /** Waits until all brokers know the topic of a name by its id; false when one does not in this time. */
    boolean awaitKnown(String topic, UUID id, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - deadline < 0) {
            Metadata.Result cluster = link.client().brokers().cluster();
            if (news.isKnownTo(cluster.brokers(), topic, id)) {
                return true;
            }
            Thread.sleep(Duration.ofMillis(100));
        }
        return false;
    }

    private void bear(RequestException failure, ErrorCode expected) {
        if (failure.code() != expected) {
            throw failure;
        }
        run.problems().borne(failure);
    }

    @Override
    public void close() {
        link.close();
        news.close();
        admin.close(Duration.ofSeconds(5));
    }
}

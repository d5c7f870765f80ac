package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.broker.metadata.ClusterImage.Placement;
import io.gokafka.broker.metadata.ClusterImage.Topic;
import io.gokafka.broker.metadata.ClusterRecord.PartitionsAdded;
import io.gokafka.broker.metadata.ClusterRecord.ReplicasAssigned;
import io.gokafka.broker.metadata.ClusterRecord.ReplicasMoved;
import io.gokafka.broker.metadata.ClusterRecord.TopicConfigured;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What records make of a topic, and the records that lead to it. Pure. */
final class TopicChanges {
    private TopicChanges() {}

    static Topic add(Topic topic, PartitionsAdded change) {
        TopicCreated old = topic.definition();
        List<List<BrokerId>> voters = new ArrayList<>(old.initialVoters());
        List<Placement> placements = new ArrayList<>(topic.placements());
        for (List<BrokerId> added : change.initialVoters()) {
            voters.add(added);
            placements.add(new Placement(added, change.replicationFactor(), List.of()));
        }
        TopicCreated definition =
                new TopicCreated(old.name(), old.id(), old.replicationFactor(), old.configs(), voters);
        return new Topic(definition, placements);
    }

    static Topic configure(Topic topic, TopicConfigured change) {
        TopicCreated old = topic.definition();
        TopicCreated definition =
                new TopicCreated(old.name(), old.id(), old.replicationFactor(), change.configs(), old.initialVoters());
        return new Topic(definition, topic.placements());
    }

    static Topic assign(Topic topic, ReplicasAssigned change) {
        return place(topic, change.partition(), old -> new Placement(change.replicas(), old.factor(), old.from()));
    }

    static Topic move(Topic topic, ReplicasMoved change) {
        return place(
                topic, change.partition(), old -> new Placement(change.replicas(), change.factor(), change.from()));
    }

    /** A partition that does not exist is left alone. */
    private static Topic place(Topic topic, int partition, UnaryOperator<Placement> operation) {
        if (partition < 0 || partition >= topic.partitionCount()) {
            return topic;
        }
        List<Placement> placements = new ArrayList<>(topic.placements());
        placements.set(partition, operation.apply(placements.get(partition)));
        return new Topic(topic.definition(), placements);
    }

    /** The records that lead to a topic. */
    static List<ClusterRecord> of(Topic topic) {
        List<ClusterRecord> records = new ArrayList<>();
        records.add(topic.definition());
        Topic created = new Topic(topic.definition());
        for (int p = 0; p < topic.partitionCount(); p++) {
            Placement now = topic.placements().get(p);
            if (!now.equals(created.placements().get(p))) {
                records.add(new ReplicasMoved(topic.id(), p, now.replicas(), now.factor(), now.from()));
            }
        }
        return records;
    }
}

package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.record.Record;
import io.gokafka.broker.metadata.ClusterImage.Leader;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.metadata.ClusterImage.Topic;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRegistered;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRemoved;
import io.gokafka.broker.metadata.ClusterRecord.LeaderChanged;
import io.gokafka.broker.metadata.ClusterRecord.PartitionsAdded;
import io.gokafka.broker.metadata.ClusterRecord.ProducerIdsTaken;
import io.gokafka.broker.metadata.ClusterRecord.ReplicasAssigned;
import io.gokafka.broker.metadata.ClusterRecord.ReplicasMoved;
import io.gokafka.broker.metadata.ClusterRecord.TopicConfigured;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import io.gokafka.broker.metadata.ClusterRecord.TopicDeleted;
import io.gokafka.broker.state.ReplicatedState;
import io.gokafka.broker.state.StateRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of the cluster's metadata.
 *
 * <p>Threading: as {@link ReplicatedState}; the {@link #view} that it gives away is immutable.
 */
public final class ClusterState implements ReplicatedState {
    private final Map<BrokerId, BrokerRegistered> brokers = new HashMap<>();
    private final TreeMap<String, Topic> topics = new TreeMap<>();
    private final Map<UUID, String> names = new HashMap<>();
    private final Map<PartitionKey, Leader> leaders = new HashMap<>();
    private long nextProducerId;
    private int lastNumber;
    private @Nullable ClusterImage published;

    @Override
    public void replay(Record record) {
        byte[] key = Objects.requireNonNull(record.key(), "metadata record without a key");
        byte[] value = Objects.requireNonNull(record.value(), "metadata record without a value");
        apply(ClusterRecordCodec.decode(key, value));
    }

    /** The state now, immutable. */
    public ClusterImage view() {
        ClusterImage image = published;
        if (image == null) {
            List<BrokerRegistered> members = brokers.values().stream()
                    .sorted(Comparator.comparingInt(BrokerRegistered::number))
                    .toList();
            image = new ClusterImage(
                    members,
                    Collections.unmodifiableMap(new TreeMap<>(topics)),
                    Map.copyOf(names),
                    Map.copyOf(leaders),
                    nextProducerId);
            published = image;
        }
        return image;
    }

    /** The number for the next broker; numbers of removed brokers are not used again. */
    int nextNumber() {
        return lastNumber + 1;
    }

    private void apply(ClusterRecord change) {
        published = null;
        switch (change) {
            case BrokerRegistered r -> {
                brokers.put(r.id(), r);
                lastNumber = Math.max(lastNumber, r.number());
            }
            case BrokerRemoved r -> brokers.remove(r.id());
            case TopicCreated r -> {
                topics.put(r.name(), new Topic(r));
                names.put(r.id(), r.name());
            }
            case PartitionsAdded r -> change(r.topic(), topic -> TopicChanges.add(topic, r));
            case TopicConfigured r -> change(r.topic(), topic -> TopicChanges.configure(topic, r));
            case TopicDeleted r -> deleteTopic(r.id());
            case ReplicasAssigned r -> change(r.topic(), topic -> TopicChanges.assign(topic, r));
            case ReplicasMoved r -> change(r.topic(), topic -> TopicChanges.move(topic, r));
            case LeaderChanged r -> changeLeader(r);
            case ProducerIdsTaken r -> nextProducerId = Math.max(nextProducerId, r.next());
        }
    }

    private void deleteTopic(UUID id) {
        String name = names.remove(id);
        if (name != null) {
            topics.remove(name);
            leaders.keySet().removeIf(k -> k.topic().equals(id));
        }
    }

    /** A topic that is deleted meanwhile is left alone. */
    private void change(UUID id, UnaryOperator<Topic> operation) {
        String name = names.get(id);
        Topic topic = name == null ? null : topics.get(name);
        if (topic != null) {
            topics.put(topic.name(), operation.apply(topic));
        }
    }

    private void changeLeader(LeaderChanged change) {
        if (names.containsKey(change.topic())) {
            leaders.merge(
                    new PartitionKey(change.topic(), change.partition()),
                    new Leader(change.leader(), change.term()),
                    (old, now) -> now.term() >= old.term() ? now : old);
        }
    }

    /** The image is a list of the records that lead to the state. */
    @Override
    public byte[] image() {
        List<ClusterRecord> records = new ArrayList<>(brokers.values());
        topics.values().forEach(topic -> records.addAll(TopicChanges.of(topic)));
        leaders.forEach((k, l) -> records.add(new LeaderChanged(k.topic(), k.partition(), l.broker(), l.term())));
        records.add(new ProducerIdsTaken(nextProducerId));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(lastNumber);
            out.writeInt(records.size());
            for (ClusterRecord record : records) {
                write(out, ClusterRecordCodec.encode(record));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void restore(byte[] image) {
        brokers.clear();
        topics.clear();
        names.clear();
        leaders.clear();
        nextProducerId = 0;
        lastNumber = 0;
        published = null;
        if (image.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(image))) {
            lastNumber = in.readInt();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                apply(ClusterRecordCodec.decode(readBytes(in), readBytes(in)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("metadata snapshot is cut off", e);
        }
    }

    private static void write(DataOutputStream out, StateRecord record) throws IOException {
        out.writeInt(record.key().length);
        out.write(record.key());
        byte[] value = Objects.requireNonNull(record.value());
        out.writeInt(value.length);
        out.write(value);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}

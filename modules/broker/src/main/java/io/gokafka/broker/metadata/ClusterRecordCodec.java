package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
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
import io.gokafka.broker.state.StateRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How metadata records stand in the log: the key is one byte for the type and one for its version, the value the fields in order,
 * as {@link DataOutputStream} writes them; lists and maps begin with their size as an int.
 */
final class ClusterRecordCodec {
    private static final byte VERSION = 1;

    private static final byte BROKER_REGISTERED = 1;
    private static final byte BROKER_REMOVED = 2;
    private static final byte TOPIC_CREATED = 3;
    private static final byte TOPIC_DELETED = 4;
    private static final byte REPLICAS_ASSIGNED = 5;
    private static final byte LEADER_CHANGED = 6;
    private static final byte PRODUCER_IDS_TAKEN = 7;
    private static final byte PARTITIONS_ADDED = 8;
    private static final byte TOPIC_CONFIGURED = 9;
    private static final byte REPLICAS_MOVED = 10;

    private ClusterRecordCodec() {}

    /** Encodes. */
    static StateRecord encode(ClusterRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        byte type;
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            type = write(record, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StateRecord(new byte[] {type, VERSION}, bytes.toByteArray());
    }

    /** Decodes; throws {@link IllegalStateException} at a type or version that this broker does not know. */
    static ClusterRecord decode(byte[] key, byte[] value) {
        if (key.length != 2 || key[1] != VERSION) {
            throw new IllegalStateException("metadata record of an unknown version: this broker is too old to read it");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
            return read(key[0], in);
        } catch (IOException e) {
            throw new UncheckedIOException("metadata record is cut off", e);
        }
    }

    private static byte write(ClusterRecord record, DataOutputStream out) throws IOException {
        return switch (record) {
            case BrokerRegistered r -> {
                out.writeUTF(r.id().value());
                out.writeInt(r.number());
                writeUuid(out, r.directory());
                writeEndpoints(out, r.endpoints());
                out.writeBoolean(r.draining());
                yield BROKER_REGISTERED;
            }
            case BrokerRemoved r -> {
                out.writeUTF(r.id().value());
                yield BROKER_REMOVED;
            }
            case TopicCreated r -> {
                writeTopic(out, r);
                yield TOPIC_CREATED;
            }
            case PartitionsAdded r -> {
                writeUuid(out, r.topic());
                out.writeInt(r.replicationFactor());
                writeVoters(out, r.initialVoters());
                yield PARTITIONS_ADDED;
            }
            case TopicConfigured r -> {
                writeUuid(out, r.topic());
                writeConfigs(out, r.configs());
                yield TOPIC_CONFIGURED;
            }
            case TopicDeleted r -> {
                writeUuid(out, r.id());
                yield TOPIC_DELETED;
            }
            case ReplicasAssigned r -> {
                writeUuid(out, r.topic());
                out.writeInt(r.partition());
                writeIds(out, r.replicas());
                yield REPLICAS_ASSIGNED;
            }
            case ReplicasMoved r -> {
                writeUuid(out, r.topic());
                out.writeInt(r.partition());
                writeIds(out, r.replicas());
                out.writeInt(r.factor());
                writeIds(out, r.from());
                yield REPLICAS_MOVED;
            }
            case LeaderChanged r -> {
                writeUuid(out, r.topic());
                out.writeInt(r.partition());
                out.writeUTF(r.leader().value());
                out.writeLong(r.term());
                yield LEADER_CHANGED;
            }
            case ProducerIdsTaken r -> {
                out.writeLong(r.next());
                yield PRODUCER_IDS_TAKEN;
            }
        };
    }

    private static ClusterRecord read(byte type, DataInputStream in) throws IOException {
        return switch (type) {
            case BROKER_REGISTERED ->
                new BrokerRegistered(readId(in), in.readInt(), readUuid(in), readEndpoints(in), in.readBoolean());
            case BROKER_REMOVED -> new BrokerRemoved(readId(in));
            case TOPIC_CREATED -> readTopic(in);
            case PARTITIONS_ADDED -> new PartitionsAdded(readUuid(in), in.readInt(), readVoters(in));
            case TOPIC_CONFIGURED -> new TopicConfigured(readUuid(in), readConfigs(in));
            case TOPIC_DELETED -> new TopicDeleted(readUuid(in));
            case REPLICAS_ASSIGNED -> new ReplicasAssigned(readUuid(in), in.readInt(), readIds(in));
            case REPLICAS_MOVED ->
                new ReplicasMoved(readUuid(in), in.readInt(), readIds(in), in.readInt(), readIds(in));
            case LEADER_CHANGED -> new LeaderChanged(readUuid(in), in.readInt(), readId(in), in.readLong());
            case PRODUCER_IDS_TAKEN -> new ProducerIdsTaken(in.readLong());
            default -> throw new IllegalStateException("metadata record of unknown type " + type);
        };
    }

    private static void writeTopic(DataOutputStream out, TopicCreated topic) throws IOException {
        out.writeUTF(topic.name());
        writeUuid(out, topic.id());
        out.writeInt(topic.replicationFactor());
        writeConfigs(out, topic.configs());
        writeVoters(out, topic.initialVoters());
    }

    private static TopicCreated readTopic(DataInputStream in) throws IOException {
        return new TopicCreated(in.readUTF(), readUuid(in), in.readInt(), readConfigs(in), readVoters(in));
    }

    private static void writeConfigs(DataOutputStream out, Map<String, String> configs) throws IOException {
        out.writeInt(configs.size());
        for (Map.Entry<String, String> config : configs.entrySet()) {
            out.writeUTF(config.getKey());
            out.writeUTF(config.getValue());
        }
    }

    private static Map<String, String> readConfigs(DataInputStream in) throws IOException {
        int count = in.readInt();
        Map<String, String> configs = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            configs.put(in.readUTF(), in.readUTF());
        }
        return configs;
    }

    private static void writeVoters(DataOutputStream out, List<List<BrokerId>> partitions) throws IOException {
        out.writeInt(partitions.size());
        for (List<BrokerId> voters : partitions) {
            writeIds(out, voters);
        }
    }

    private static List<List<BrokerId>> readVoters(DataInputStream in) throws IOException {
        int partitions = in.readInt();
        List<List<BrokerId>> voters = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            voters.add(readIds(in));
        }
        return voters;
    }

    private static void writeUuid(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID readUuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static BrokerId readId(DataInputStream in) throws IOException {
        return new BrokerId(in.readUTF());
    }

    private static void writeIds(DataOutputStream out, List<BrokerId> ids) throws IOException {
        out.writeInt(ids.size());
        for (BrokerId id : ids) {
            out.writeUTF(id.value());
        }
    }

    private static List<BrokerId> readIds(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<BrokerId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(readId(in));
        }
        return ids;
    }

    private static void writeEndpoints(DataOutputStream out, Map<String, HostPort> endpoints) throws IOException {
        out.writeInt(endpoints.size());
        for (Map.Entry<String, HostPort> endpoint : endpoints.entrySet()) {
            out.writeUTF(endpoint.getKey());
            out.writeUTF(endpoint.getValue().host());
            out.writeInt(endpoint.getValue().port());
        }
    }

    private static Map<String, HostPort> readEndpoints(DataInputStream in) throws IOException {
        int count = in.readInt();
        Map<String, HostPort> endpoints = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            endpoints.put(in.readUTF(), new HostPort(in.readUTF(), in.readInt()));
        }
        return endpoints;
    }
}

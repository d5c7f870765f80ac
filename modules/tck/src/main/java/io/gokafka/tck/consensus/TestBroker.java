package io.gokafka.tck.consensus;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One broker of a {@link TestCluster}: a storage and a consensus, without the rest. */
public final class TestBroker implements AutoCloseable {
    private final BrokerId id;
    private final Consensus consensus;
    private final Storage storage;
    private final LogConfig logs;
    private final Map<LogId, TestReplica> replicas = new ConcurrentHashMap<>();

    TestBroker(BrokerId id, Consensus consensus, Storage storage, LogConfig logs) {
        this.id = id;
        this.consensus = consensus;
        this.storage = storage;
        this.logs = logs;
    }

    /** Its id. */
    public BrokerId id() {
        return id;
    }

    /** Its consensus. */
    public Consensus consensus() {
        return consensus;
    }

    /** Opens its replica of a group with these initial voters. */
    public TestReplica open(LogId group, List<BrokerId> voters) {
        ReplicaStore store = storage.open(group, logs);
        RecordingListener listener = new RecordingListener();
        ReplicaGroup replica = consensus.open(new GroupSpec(group, voters), store, listener);
        TestReplica opened = new TestReplica(id, replica, store, listener);
        replicas.put(group, opened);
        return opened;
    }

    /** Closes its replica of a group. */
    public void close(LogId group) {
        TestReplica open = replicas.remove(group);
        if (open != null) {
            open.close();
        }
    }

    /** Closes its replica of a group and deletes what was stored. */
    public void wipe(LogId group) {
        close(group);
        storage.delete(group);
    }

    @Override
    public void close() {
        consensus.close();
        storage.close();
    }
}

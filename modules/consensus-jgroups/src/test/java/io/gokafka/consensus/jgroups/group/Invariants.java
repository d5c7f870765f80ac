package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.tck.consensus.RecordingListener;
import io.gokafka.tck.storage.Batches;
import java.util.HashMap;
import java.util.Map;

/** What must hold in a group at every moment (Raft, figure 3), remembered over the lives of its replicas. */
final class Invariants {
    private final Map<Long, BrokerId> leaders = new HashMap<>();
    private final Map<Long, String> committed = new HashMap<>();

    /** Cheap enough for every step: nothing has failed, and a term has one leader. */
    void check(BrokerId id, ReplicaGroup replica, RecordingListener listener) {
        if (!listener.failures().isEmpty()) {
            throw new AssertionError(id + " has failed", listener.failures().getFirst());
        }
        if (!listener.violations().isEmpty()) {
            throw new AssertionError(id + ": " + listener.violations());
        }
        if (replica.status().role() instanceof Role.Leader leader) {
            BrokerId known = leaders.putIfAbsent(leader.term(), id);
            if (known != null && !known.equals(id)) {
                throw new AssertionError(known + " and " + id + " led term " + leader.term());
            }
        }
    }

    /** What was once committed at an index is what any replica has committed there. */
    void checkLog(BrokerId id, ReplicaGroup replica, ReplicaStore store) {
        long index = store.log().bounds().firstIndex();
        long commit = replica.status().commitIndex();
        for (RecordBatch batch : Batches.in(store.log().readEntries(index, commit, Integer.MAX_VALUE))) {
            String text = "offset " + batch.baseOffset() + " term " + batch.leaderEpoch() + " crc " + batch.crc();
            String known = committed.putIfAbsent(index, text);
            if (known != null && !known.equals(text)) {
                throw new AssertionError(
                        id + " has at index " + index + " " + text + " where " + known + " was committed");
            }
            index++;
        }
    }
}

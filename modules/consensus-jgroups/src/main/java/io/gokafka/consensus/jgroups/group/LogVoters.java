package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryRun;
import io.gokafka.api.storage.EntryVerifier;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.TermStart;
import io.gokafka.consensus.jgroups.wire.VotersValue;
import java.util.List;
import java.util.Optional;

/**
 * Which voters a log has at a place. The first entry of every term says them, and they stay the same until the next term: a
 * leader that changes the voters begins a new term for it. So one entry has to be read, however long the log is; and when a
 * log begins behind that entry, the snapshot is of the same term and says them.
 */
record LogVoters(GroupSpec spec, PartitionLog log, SnapshotStore snapshots) {
    /** The voters at the end of the log. */
    List<BrokerId> latest() {
        Optional<Snapshot> snapshot = snapshots.load();
        List<TermStart> terms = log.terms();
        long lastTerm = log.bounds().lastTerm();
        boolean logIsNewer = snapshot.isEmpty() || snapshot.get().term() <= lastTerm;
        return logIsNewer && !terms.isEmpty() ? ofTerm(terms.getLast().term()) : ofSnapshot(snapshot);
    }

    /** The voters of a term that has an entry in the log. */
    List<BrokerId> ofTerm(long term) {
        long firstIndex = log.bounds().firstIndex();
        return log.terms().stream()
                .filter(t -> t.term() == term && t.index() >= firstIndex)
                .findFirst()
                .flatMap(t -> inEntry(t.index()))
                .orElseGet(() -> ofSnapshot(snapshots.load()));
    }

    private List<BrokerId> ofSnapshot(Optional<Snapshot> snapshot) {
        return snapshot.map(Snapshot::voters).filter(v -> !v.isEmpty()).orElse(spec.initialVoters());
    }

    private Optional<List<BrokerId>> inEntry(long index) {
        EntryRun entry = EntryVerifier.read(log, index, index, 1);
        return entry.isEmpty() ? Optional.empty() : VotersValue.of(RecordBatch.at(entry.bytes()));
    }
}

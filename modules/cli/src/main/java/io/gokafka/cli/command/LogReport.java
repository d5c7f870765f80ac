package io.gokafka.cli.command;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogInspection;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.api.storage.StoredSegment;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.Vote;
import io.gokafka.broker.offline.LogName;
import java.util.List;
import java.util.Optional;

/**
 * What there is to say of a log that is looked at.
 *
 * @param name what it is called
 * @param content what is in it; empty when that cannot be read
 * @param problem why something of it cannot be read
 */
record LogReport(LogName name, Optional<Content> content, Optional<String> problem) {
    /**
     * What is in a log.
     *
     * @param snapshot without its state
     * @param snapshotBytes the size of that
     */
    record Content(
            LogBounds bounds,
            List<TermStart> terms,
            List<StoredSegment> segments,
            Vote vote,
            Optional<Snapshot> snapshot,
            int snapshotBytes) {
        /** Bytes of all segments. */
        long bytes() {
            return segments.stream().mapToLong(s -> s.segment().sizeInBytes()).sum();
        }
    }

    static LogReport of(LogId id, StorageInspection inspection) {
        LogName name = LogName.of(id);
        try (LogInspection log = inspection.open(id)) {
            return new LogReport(name, Optional.of(content(log)), Optional.empty());
        } catch (StorageException e) {
            return new LogReport(name, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    static Content content(LogInspection log) {
        Optional<Snapshot> snapshot = log.snapshot();
        return new Content(
                log.bounds(),
                log.terms(),
                log.segments(),
                log.vote(),
                snapshot.map(s -> new Snapshot(s.index(), s.term(), s.offset(), s.voters(), new byte[0])),
                snapshot.map(s -> s.state().length).orElse(0));
    }
}

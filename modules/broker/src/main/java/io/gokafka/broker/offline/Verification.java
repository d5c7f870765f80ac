package io.gokafka.broker.offline;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Finding;
import io.gokafka.api.storage.LogInspection;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.api.storage.VerifyListener;
import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.support.SnapshotCheck;
import java.util.Collection;
import java.util.Optional;

/**
 * Verifies logs of a stopped broker: by the storage, and what holds across log and vote whatever the storage.
 *
 * <p>For one thread.
 */
public final class Verification {
    /** Is told what is found, and how far it has come. */
    public interface Listener {
        /** A log's turn has come. */
        void log(LogId id);

        /** So many more bytes were checked. */
        void checked(long bytes);

        /** Something is wrong; of no log alone when that is empty. */
        void found(Optional<LogId> log, Finding finding);
    }

    private final StorageInspection inspection;
    private final Listener listener;

    /** A verification that has not begun. */
    public Verification(StorageInspection inspection, Listener listener) {
        this.inspection = inspection;
        this.listener = listener;
    }

    /** Verifies what the storage has in common for all logs. */
    public void shared() {
        inspection.verifyShared(hearing(Optional.empty()));
    }

    /** Verifies some logs. */
    public void logs(Collection<LogId> ids) {
        for (LogId id : ids) {
            listener.log(id);
            inspection.verify(id, hearing(Optional.of(id)));
            checkTogether(id);
        }
    }

    /** Whether log, vote and snapshot, whole by themselves, fit together. */
    private void checkTogether(LogId id) {
        try (LogInspection log = inspection.open(id)) {
            staleVote(log).map(Finding::damaged).ifPresent(f -> listener.found(Optional.of(id), f));
            SnapshotCheck.gap(log.bounds(), log.snapshot())
                    .map(Finding::damaged)
                    .ifPresent(f -> listener.found(Optional.of(id), f));
        } catch (CorruptLogException e) {
            // The storage has reported it.
        }
    }

    /**
     * A replica stores the term before it takes an entry of it (durability.md, rule 3), unless it has no vote at all: then it takes
     * entries, but does not vote. A vote that is older than the log has gone back in time, and could be given twice.
     */
    private static Optional<String> staleVote(LogInspection log) {
        Vote vote = log.vote();
        long lastTerm = log.bounds().lastTerm();
        return vote.equals(Vote.NONE) || vote.term() >= lastTerm
                ? Optional.empty()
                : Optional.of("the vote is of term " + vote.term() + ", but the log has entries of term " + lastTerm
                        + ": a later vote was lost, and the broker could vote twice in a term");
    }

    private VerifyListener hearing(Optional<LogId> log) {
        return new VerifyListener() {
            @Override
            public void checked(long bytes) {
                listener.checked(bytes);
            }

            @Override
            public void found(Finding finding) {
                listener.found(log, finding);
            }
        };
    }
}

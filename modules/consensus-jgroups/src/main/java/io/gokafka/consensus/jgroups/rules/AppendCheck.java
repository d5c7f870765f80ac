package io.gokafka.consensus.jgroups.rules;

/**
 * What a follower makes of a leader's claim that its log has an entry of a term at an index (Raft, section 5.3). Every
 * message of a leader makes the claim, also one without entries.
 */
public sealed interface AppendCheck {
    /** The logs are the same up to that entry. */
    record Matches() implements AppendCheck {}

    /**
     * They are not, or cannot be compared there.
     *
     * @param tryAt the index to compare next
     */
    record Differs(long tryAt) implements AppendCheck {}

    /** What the check needs to know of a log. */
    interface LogView {
        /** Index of the first entry, or of the next one when the log is empty. */
        long firstIndex();

        /** Index of the last entry, or {@code firstIndex - 1}. */
        long lastIndex();

        /** Term of an entry from {@code firstIndex - 1} to {@code lastIndex}, else -1. */
        long termAt(long index);

        /** Index of the first entry of the term that the entry at an index has. */
        long firstIndexOfTermAt(long index);
    }

    /**
     * Compares.
     *
     * @param log the follower's log
     * @param commit its commit index: no leader's log differs up to there (Raft, section 5.4.3)
     * @param prevIndex the index that the leader names
     * @param prevTerm the term that it has there
     */
    static AppendCheck of(LogView log, long commit, long prevIndex, long prevTerm) {
        if (prevIndex > log.lastIndex()) {
            return new Differs(log.lastIndex());
        }
        if (prevIndex < log.firstIndex() - 1) {
            return new Differs(Math.max(commit, log.firstIndex() - 1));
        }
        if (log.termAt(prevIndex) == prevTerm) {
            return new Matches();
        }
        // The whole term is left out at once: one round for each differing term, not for each entry.
        long beforeTerm = log.firstIndexOfTermAt(prevIndex) - 1;
        return new Differs(Math.max(commit, Math.min(prevIndex - 1, beforeTerm)));
    }

    /**
     * How far a follower may take its commit index: to what the leader has committed, but only within what it has compared
     * with that leader's log.
     */
    static long commitIndex(long commit, long leaderCommit, long verified) {
        return Math.max(commit, Math.min(leaderCommit, verified));
    }
}

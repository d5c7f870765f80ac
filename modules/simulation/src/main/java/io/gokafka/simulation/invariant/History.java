package io.gokafka.simulation.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was sent, and what is committed since any replica said so for the first time. One thread. */
public final class History {
    private record Place(LoggedEntry entry, long inTerm) {}

    private final Map<Long, SentBatch> sent = new HashMap<>();
    private final List<Place> committed = new ArrayList<>();
    /** Place of the entry that has an offset. */
    private final List<Integer> byOffset = new ArrayList<>();

    private long logStart;

    void add(Observation seen) {
        switch (seen) {
            case Observation.Sent(SentBatch batch) -> sent.put(batch.name(), batch);
            case Observation.Committed c when c.entry().index() == committed.size() + 1L -> commit(c);
            default -> {}
        }
    }

    private void commit(Observation.Committed c) {
        committed.add(new Place(c.entry(), c.inTerm()));
        for (long offset = byOffset.size(); offset < c.entry().nextOffset(); offset++) {
            byOffset.add(committed.size() - 1);
        }
        logStart = Math.max(logStart, c.entry().logStart());
    }

    /** A batch by its name. */
    public Optional<SentBatch> sent(long name) {
        return Optional.ofNullable(sent.get(name));
    }

    /** Index of the last entry that is known to be committed. */
    public long lastIndex() {
        return committed.size();
    }

    /** The offset after it. */
    public long endOffset() {
        return byOffset.size();
    }

    /** Where the log starts by what is committed. */
    public long logStart() {
        return logStart;
    }

    /** Whether it is known what is committed at an index. */
    public boolean has(long index) {
        return index >= 1 && index <= committed.size();
    }

    /** What is committed at an index. */
    public LoggedEntry at(long index) {
        return committed.get((int) index - 1).entry();
    }

    /** The term of the replica that was the first to know that. */
    long termOfCommit(long index) {
        return committed.get((int) index - 1).inTerm();
    }

    /** The committed entry that has an offset. */
    public Optional<LoggedEntry> atOffset(long offset) {
        return offset < 0 || offset >= byOffset.size()
                ? Optional.empty()
                : Optional.of(committed.get(byOffset.get((int) offset)).entry());
    }
}

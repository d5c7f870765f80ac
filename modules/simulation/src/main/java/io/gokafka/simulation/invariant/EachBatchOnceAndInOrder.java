package io.gokafka.simulation.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Only what was sent is committed, as it was sent, once; a producer's batches are in their order and without gaps. */
final class EachBatchOnceAndInOrder implements Invariant {
    private record Tail(int epoch, int nextSequence) {}

    private final Set<Long> names = new HashSet<>();
    private final Map<Long, Tail> tails = new HashMap<>();

    @Override
    public void check(Observation seen, History before) {
        boolean isNew = seen instanceof Observation.Committed c && c.entry().index() == before.lastIndex() + 1;
        if (isNew && seen instanceof Observation.Committed c && c.entry().name() != LoggedEntry.NO_NAME) {
            checkSent(c.entry(), before);
            if (!names.add(c.entry().name())) {
                throw new Violation("committed twice: " + c.entry());
            }
            if (c.entry().producer() >= 0) {
                checkOrder(c.entry());
            }
        }
    }

    private static void checkSent(LoggedEntry entry, History history) {
        if (history.sent(entry.name()).filter(s -> s.crc() == entry.crc()).isEmpty()) {
            throw new Violation("committed, but never sent so: " + entry);
        }
    }

    private void checkOrder(LoggedEntry entry) {
        Tail before = tails.getOrDefault(entry.producer(), new Tail(0, 0));
        boolean goesOn = entry.epoch() == before.epoch() && entry.sequence() == before.nextSequence();
        boolean beginsAnew = entry.epoch() > before.epoch() && entry.sequence() == 0;
        if (!goesOn && !beginsAnew) {
            throw new Violation("out of order: " + entry + " where " + before + " is next");
        }
        tails.put(entry.producer(), new Tail(entry.epoch(), entry.sequence() + entry.records()));
    }
}

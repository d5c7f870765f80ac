package io.gokafka.simulation.invariant;

/** Whatever replica a reader asks, it is shown what is committed at that offset, and nothing beyond the high watermark. */
final class ReadersSeeWhatIsCommitted implements Invariant {
    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Shown shown) {
            LoggedEntry entry = shown.entry();
            if (entry.nextOffset() > shown.highWatermark()) {
                throw new Violation("shown beyond the high watermark: " + shown);
            }
            boolean isCommitted = before.atOffset(entry.baseOffset())
                    .filter(c -> c.crc() == entry.crc() && c.name() == entry.name() && c.term() == entry.term())
                    .isPresent();
            if (!isCommitted) {
                throw new Violation(shown + ", but committed there is " + before.atOffset(entry.baseOffset()));
            }
        }
    }
}

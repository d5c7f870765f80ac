package io.gokafka.simulation.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is acknowledged is committed at the offset that was told, and still is at the end. */
final class AcknowledgedIsCommitted implements Invariant {
    private final Map<Long, Long> acknowledged = new HashMap<>();

    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Acknowledged a) {
            boolean isThere = before.atOffset(a.baseOffset())
                    .filter(e -> e.name() == a.name() && e.baseOffset() == a.baseOffset())
                    .isPresent();
            if (!isThere) {
                throw new Violation(a + ", but committed there is " + before.atOffset(a.baseOffset()));
            }
            acknowledged.put(a.name(), a.baseOffset());
        }
    }

    @Override
    public void atEnd(List<FinalReplica> replicas, History history) {
        replicas.forEach(this::checkReplica);
    }

    private void checkReplica(FinalReplica replica) {
        Map<Long, Long> kept = new HashMap<>();
        replica.entries().forEach(e -> kept.put(e.name(), e.baseOffset()));
        acknowledged.forEach((name, offset) -> {
            Long at = kept.get(name);
            boolean isDeleted = at == null && offset < replica.logStart();
            if (!isDeleted && !offset.equals(at)) {
                throw new Violation("batch " + name + " was acknowledged at offset " + offset + ", but "
                        + replica.broker() + " has it at " + at);
            }
        });
    }
}

package io.gokafka.harness.check;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A way to break a promise in a run that kept all, and the rule that must find it. */
record Mutation(String name, String rule, Change change) {
    /** Gives the changed run, or nothing when the run has nothing to change in this way. */
    interface Change {
        Optional<Run> apply(Run run, SplittableRandom random);
    }

    static Stream<Mutation> all() {
        return Stream.of(
                new Mutation("the beginning is gone", "beginningIsThere", LogMutations::dropBeginning),
                new Mutation("acknowledged is dropped", "acknowledgedIsThere", LogMutations::dropAcknowledged),
                new Mutation("acknowledged elsewhere", "acknowledgedIsThere", EventMutations::shiftAcknowledged),
                new Mutation("idempotent is there twice", "noDuplicates", LogMutations::duplicate),
                new Mutation("idempotent is read twice", "noDuplicates", EventMutations::readAtTwoOffsets),
                new Mutation("unsent is there", "nothingUnsent", LogMutations::addUnsent),
                new Mutation("refused is there", "nothingUnsent", LogMutations::addRefused),
                new Mutation("record in another partition", "nothingUnsent", LogMutations::addForeign),
                new Mutation("read before it was sent", "nothingUnsent", EventMutations::readBeforeSent),
                new Mutation("another value is read", "sameRecordAtOffset", EventMutations::changeRead),
                new Mutation("idempotent are swapped", "order", LogMutations::swapIdempotent),
                new Mutation("acknowledged of all are swapped", "order", LogMutations::swapAll),
                new Mutation("read is cut off", "readIsKept", LogMutations::cutRead),
                new Mutation("read is skipped", "readsInOrder", EventMutations::skipRead),
                new Mutation("reader goes back", "readsInOrder", EventMutations::rereadUnmoved),
                new Mutation("committed read is lower", "committedNeverGoesBack", EventMutations::lowerCommittedRead),
                new Mutation("commit is lower", "committedNeverGoesBack", EventMutations::lowerCommit),
                new Mutation("committed out of nothing", "committedNeverGoesBack", EventMutations::inventCommitted),
                new Mutation("a new member starts too high", "committedNeverGoesBack", EventMutations::resumeTooHigh),
                new Mutation("a new member starts too low", "committedNeverGoesBack", EventMutations::resumeTooLow),
                new Mutation("records out of order", "offsetsAreDense", LogMutations::disorder),
                new Mutation("record beyond the end", "offsetsAreDense", LogMutations::lowerEnd),
                new Mutation("replica has other bytes", "replicasAgree", ReplicaMutations::otherBytes),
                new Mutation("replica is short", "replicasAgree", ReplicaMutations::shorter),
                new Mutation("all replicas are short", "replicasAgree", ReplicaMutations::allShorter),
                new Mutation("replica without its beginning", "replicasAgree", ReplicaMutations::withoutBeginning),
                new Mutation("answered twice", "historyIsSound", EventMutations::answerTwice),
                new Mutation("final log is missing", "historyIsSound", LogMutations::dropLog));
    }

    @Override
    public String toString() {
        return name;
    }
}

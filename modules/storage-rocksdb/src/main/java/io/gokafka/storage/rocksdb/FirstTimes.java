package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.support.RollRule;

/** When a piece began, of a log that was opened or truncated: the entries say it. */
final class FirstTimes {
    private FirstTimes() {}

    /** The {@link RollRule#firstTime} of a piece with the entries of a range. */
    static long of(Positions positions, RollRule rule, Piece piece, long from, long to) {
        long time = RollRule.NOT_YET;
        // Entries without offsets are rare: this looks at one or two.
        for (long index = from; index <= to && time == RollRule.NOT_YET; ) {
            EntryPosition entry = positions.at(piece, index).entry();
            time = rule.firstTime(time, entry.takesOffsets(), entry.maxTimestamp());
            index = entry.nextIndex();
        }
        return time;
    }
}

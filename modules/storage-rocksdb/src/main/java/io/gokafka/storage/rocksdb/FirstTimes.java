package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.support.RollRule;

/** When a piece began, of a log that was opened or truncated: the entries say it. */
final class FirstTimes {
    private FirstTimes() {}

    /** The {@link RollRule#firstTime} of a piece with the entries of a range. */
    static long of(Positions positions, RollRule rule, long from, long to) {
        long time = RollRule.NOT_YET;
        // Entries without offsets are rare: this looks at one or two.
        for (long index = from; index <= to && time == RollRule.NOT_YET; index++) {
            StoredPosition position = positions.at(index);
            time = rule.firstTime(
                    time, position.entry().takesOffsets(), position.entry().maxTimestamp());
        }
        return time;
    }
}

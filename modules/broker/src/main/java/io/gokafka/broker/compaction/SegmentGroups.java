package io.gokafka.broker.compaction;

import io.gokafka.api.storage.LogSegment;
import java.util.ArrayList;
import java.util.List;

/** Says which segments become one when they are rewritten: neighbours that are not more than one together. Pure. */
final class SegmentGroups {
    private SegmentGroups() {}

    /**
     * Segments that are rewritten together.
     *
     * @param firstIndex index of the first entry
     * @param lastIndex index of the last one
     * @param bytes that they have now; what is written in their place is not more
     */
    record Group(long firstIndex, long lastIndex, long bytes) {}

    /**
     * The groups, oldest first: in that order they must be rewritten, so that a tombstone does not go before what it deletes.
     *
     * @param segments of the log, oldest first
     * @param toIndex segments that begin behind it are left alone, and so is the active one
     * @param maxBytes of a group of several segments, as they are now
     */
    static List<Group> of(List<LogSegment> segments, long toIndex, long maxBytes) {
        List<Group> groups = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < segments.size() - 1; i++) {
            LogSegment segment = segments.get(i);
            if (segment.active() || segment.firstIndex() > toIndex) {
                break;
            }
            long lastIndex = segments.get(i + 1).firstIndex() - 1;
            bytes += segment.sizeInBytes();
            if (groups.isEmpty() || bytes > maxBytes) {
                groups.add(new Group(segment.firstIndex(), lastIndex, segment.sizeInBytes()));
                bytes = segment.sizeInBytes();
            } else {
                groups.add(new Group(groups.removeLast().firstIndex(), lastIndex, bytes));
            }
        }
        return groups;
    }
}

package io.gokafka.storage.file;

import io.gokafka.api.storage.support.RollRule;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the {@link Manifest} says of a segment.
 *
 * @param serial makes the file's name unique in the life of the log: a truncated index may come again
 * @param baseIndex index of its first entry
 * @param baseOffset base offset of its first entry
 * @param size in bytes; of the last segment of a log that was not closed cleanly it says nothing
 * @param maxTimestamp the highest timestamp of its entries with offsets; as for the size
 * @param firstTime when its first entry with offsets was written, see {@link RollRule}; as for the size
 */
record SegmentInfo(long serial, long baseIndex, long baseOffset, long size, long maxTimestamp, long firstTime) {
    static final long NO_TIMESTAMP = Long.MIN_VALUE;

    private static final String LOG = ".log";
    private static final String INDEX = ".index";
    private static final Pattern FILE = Pattern.compile("\\d+-\\d+-\\d+(\\.log|\\.index)");

    /** An empty one. */
    static SegmentInfo empty(long serial, long baseIndex, long baseOffset) {
        return new SegmentInfo(serial, baseIndex, baseOffset, 0, NO_TIMESTAMP, RollRule.NOT_YET);
    }

    static boolean isFileOfSegment(String fileName) {
        return FILE.matcher(fileName).matches();
    }

    String fileName() {
        return stem() + LOG;
    }

    String indexFileName() {
        return stem() + INDEX;
    }

    private String stem() {
        return String.format(Locale.ROOT, "%020d-%020d-%06d", baseOffset, baseIndex, serial);
    }
}

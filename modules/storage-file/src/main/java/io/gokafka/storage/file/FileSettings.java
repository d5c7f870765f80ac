package io.gokafka.storage.file;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import java.util.List;

/**
 * The settings of this storage.
 *
 * @param indexInterval bytes of a segment between two entries of its sparse index
 * @param maxOpenFiles segment files that are kept open, over all logs
 * @param verifySealed whether a start after a crash reads all segments, not just the last
 */
record FileSettings(long indexInterval, int maxOpenFiles, boolean verifySealed) {
    static final ConfigKey<Long> INDEX_INTERVAL = ConfigKey.bytes(
            "storage.file.index-interval",
            "4KiB",
            64,
            64L << 20,
            "Bytes of a segment between two entries of its sparse index; the storage widens it where a segment is so"
                    + " large that its index would be.");

    static final ConfigKey<Integer> MAX_OPEN_FILES = ConfigKey.integer(
            "storage.file.max-open-files",
            1024,
            16,
            1_000_000,
            "Segment files that are kept open, over all partitions. Files that are in use at the moment are never"
                    + " closed, so a broker that serves more readers at a time has more.");

    static final ConfigKey<Boolean> VERIFY_SEALED = ConfigKey.flag(
            "storage.file.verify-sealed",
            false,
            "Whether a start after a crash verifies the checksums of all segments; if not, only those of the last one,"
                    + " which is the only one that a crash can damage.");

    static List<ConfigKey<?>> keys() {
        return List.of(INDEX_INTERVAL, MAX_OPEN_FILES, VERIFY_SEALED);
    }

    static FileSettings of(Settings settings) {
        return new FileSettings(
                settings.get(INDEX_INTERVAL), settings.get(MAX_OPEN_FILES), settings.get(VERIFY_SEALED));
    }
}

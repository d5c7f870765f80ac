package io.gokafka.storage.rocksdb;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import java.util.List;

/**
 * The settings of this storage.
 *
 * @param memory bytes of native memory for blocks that were read and for what is not yet in a table
 * @param writeBuffers the part of it that may be taken by what is not yet in a table
 * @param maxOpenFiles files that are kept open, at most
 * @param maxWal bytes of the write-ahead log from which on it is made shorter
 * @param minBlob batches of so many bytes or more are kept apart from the keys
 */
record RocksSettings(long memory, long writeBuffers, int maxOpenFiles, long maxWal, long minBlob) {
    static final ConfigKey<Long> MEMORY = ConfigKey.bytes(
            "storage.rocksdb.memory",
            "128MiB",
            16L << 20,
            1L << 40,
            "Native memory, outside the Java heap, for all partitions together: blocks that were read, and what is not yet"
                    + " in a table.");

    static final ConfigKey<Long> WRITE_BUFFERS = ConfigKey.bytes(
            "storage.rocksdb.write-buffers",
            "64MiB",
            4L << 20,
            64L << 30,
            "The part of storage.rocksdb.memory for what is not yet in a table; when it is used up, tables are written. Less"
                    + " than storage.rocksdb.memory.");

    static final ConfigKey<Integer> MAX_OPEN_FILES = ConfigKey.integer(
            "storage.rocksdb.max-open-files", 1024, 32, 1_000_000, "Files that are kept open, over all partitions.");

    static final ConfigKey<Long> MAX_WAL = ConfigKey.bytes(
            "storage.rocksdb.max-wal",
            "256MiB",
            4L << 20,
            64L << 30,
            "When the write-ahead log is larger, tables are written that make its oldest part superfluous. A start after a"
                    + " crash reads it all.");

    static final ConfigKey<Long> MIN_BLOB = ConfigKey.bytes(
            "storage.rocksdb.min-blob",
            "1KiB",
            0,
            1L << 30,
            "Batches of so many bytes or more are written to files of their own, once; smaller ones stand beside their"
                    + " keys and are written again when tables are merged.");

    static List<ConfigKey<?>> keys() {
        return List.of(MEMORY, WRITE_BUFFERS, MAX_OPEN_FILES, MAX_WAL, MIN_BLOB);
    }

    /** @throws ConfigException when the settings do not fit each other */
    static RocksSettings of(Settings settings) {
        RocksSettings all = new RocksSettings(
                settings.get(MEMORY),
                settings.get(WRITE_BUFFERS),
                settings.get(MAX_OPEN_FILES),
                settings.get(MAX_WAL),
                settings.get(MIN_BLOB));
        if (all.writeBuffers >= all.memory) {
            throw new ConfigException(WRITE_BUFFERS.name() + " (" + all.writeBuffers + " bytes) must be less than "
                    + MEMORY.name() + " (" + all.memory + " bytes)");
        }
        return all;
    }
}

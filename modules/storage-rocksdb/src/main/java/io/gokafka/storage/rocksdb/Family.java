package io.gokafka.storage.rocksdb;

import java.nio.charset.StandardCharsets;

/** The column families: what is written and read alike stands together. */
enum Family {
    /** What is small: names, starts of logs, terms, pieces, votes. RocksDB's own name for the one that is always there. */
    SMALL("default"),
    /** Where each entry stands. */
    POSITIONS("positions"),
    /** The batches. */
    ENTRIES("entries"),
    /** Snapshots: few and large, and each replaces the one before. */
    SNAPSHOTS("snapshots");

    private final String value;

    Family(String value) {
        this.value = value;
    }

    /** Its name on disk. */
    byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether large values are kept apart from the keys. */
    boolean hasBlobs() {
        return this == ENTRIES || this == SNAPSHOTS;
    }
}

package org.example.gokafka.sqlite;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import java.util.List;

/**
 * The settings of this storage.
 *
 * @param readers connections that reads share
 * @param cache bytes of the database that each connection keeps in memory
 */
record SqliteSettings(int readers, long cache) {
    static final ConfigKey<Integer> READERS = ConfigKey.integer(
            "storage.sqlite.readers", 8, 1, 64, "Connections to the database that reads share; each holds open files.");

    static final ConfigKey<Long> CACHE = ConfigKey.bytes(
            "storage.sqlite.cache",
            "2MiB",
            64L << 10,
            1L << 30,
            "How much of the database each connection keeps in memory, beside the page cache.");

    static List<ConfigKey<?>> keys() {
        return List.of(READERS, CACHE);
    }

    static SqliteSettings of(Settings settings) {
        return new SqliteSettings(settings.get(READERS), settings.get(CACHE));
    }
}

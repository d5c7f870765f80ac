package io.gokafka.api.storage;

import io.gokafka.api.config.Settings;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What a storage is given.
 *
 * @param directory an existing directory, locked by this broker, for the storage alone
 * @param settings the configuration, to be read through the plugin's own keys
 * @param clock the time, for rolling segments by age
 */
public record StorageContext(Path directory, Settings settings, Clock clock) {}

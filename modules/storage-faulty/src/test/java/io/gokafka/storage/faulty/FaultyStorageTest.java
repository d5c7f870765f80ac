package io.gokafka.storage.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.storage.StorageContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, with a journal, and a disk that is all right. */
class FaultyStorageTest extends StorageContract {
    @TempDir
    Path folder;

    @Override
    protected StorageProvider provider() {
        return new FaultyStorageProvider();
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of(
                FaultyStorageProvider.JOURNAL.name(),
                folder.resolve("journal").toString(),
                FaultyStorageProvider.CONTROL.name(),
                folder.resolve("control").toString(),
                "storage.file.index-interval",
                "128",
                "storage.file.max-open-files",
                "16"));
    }

    /** The file storage's settings count too, by their own names: that a broker is tested with the same ones. */
    @Test
    @Override
    public void nameIsLowerCaseAndSettingsBeginWithIt() {
        assertEquals("faulty", provider().name());
        assertTrue(provider().settings().stream()
                .allMatch(key ->
                        key.name().startsWith("storage.faulty.") || key.name().startsWith("storage.file.")));
    }
}

package io.gokafka.storage.faulty;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.faultydisk.Faults;
import io.gokafka.faultydisk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The storage named {@code faulty}: the {@code file} storage of the same plugin folder, with its settings, on a faulty disk. */
public final class FaultyStorageProvider implements StorageProvider {
    static final ConfigKey<String> JOURNAL = ConfigKey.text(
            "storage.faulty.journal",
            "",
            "Folder for what a power loss would undo, outside of the data directory but on its file system; made when it is"
                    + " missing. Without it, a power loss cannot be simulated.");

    static final ConfigKey<String> CONTROL = ConfigKey.text(
            "storage.faulty.control",
            "",
            "File that says what is wrong with the disk at the moment; it need not exist. Without this setting, nothing is.");

    private static final String INNER = "file";

    /** Does nothing: for the service loader. */
    public FaultyStorageProvider() {}

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public List<ConfigKey<?>> settings() {
        List<ConfigKey<?>> keys = new ArrayList<>(List.of(JOURNAL, CONTROL));
        keys.addAll(inner().settings());
        return keys;
    }

    @Override
    public Storage open(StorageContext context) {
        try {
            FaultyDisk disk = FaultyDisk.open(context.directory(), options(context.settings()));
            StorageContext onDisk = new StorageContext(disk.root(), context.settings(), context.clock());
            return new FaultyStorage(inner().open(onDisk), disk);
        } catch (IOException e) {
            throw new StorageException("cannot open the faulty disk of " + context.directory(), e);
        }
    }

    private static FaultyDisk.Options options(Settings settings) throws IOException {
        String journal = settings.get(JOURNAL);
        String control = settings.get(CONTROL);
        FaultyDisk.Options options = FaultyDisk.Options.NONE;
        options = journal.isEmpty() ? options : options.withJournal(Path.of(journal));
        return control.isEmpty() ? options : options.withFaults(Faults.controlledBy(Path.of(control)));
    }

    private static StorageProvider inner() {
        Module module = FaultyStorageProvider.class.getModule();
        // On the class path, as in tests, there is no layer.
        ServiceLoader<StorageProvider> found = module.getLayer() == null
                ? ServiceLoader.load(StorageProvider.class, FaultyStorageProvider.class.getClassLoader())
                : ServiceLoader.load(module.getLayer(), StorageProvider.class);
        return found.stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(INNER))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "storage 'faulty' needs the jar of storage '" + INNER + "' in its own plugin folder"));
    }
}

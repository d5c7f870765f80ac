package io.gokafka.broker.offline;

import io.gokafka.api.BrokerId;
import io.gokafka.api.config.ConfigException;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.lifecycle.DataDirectory;
import io.gokafka.broker.lifecycle.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The data directory of a broker that does not run, and cannot be started until {@link #close}.
 *
 * <p>For one thread.
 */
public final class StoppedBroker implements AutoCloseable {
    private final DataDirectory directory;

    private StoppedBroker(DataDirectory directory) {
        this.directory = directory;
    }

    /**
     * Takes a directory to look at it. Nothing is changed there.
     *
     * @throws ConfigException when the broker runs, or it is no data directory
     */
    public static StoppedBroker toRead(Path path) {
        return new StoppedBroker(DataDirectory.openStopped(path, false));
    }

    /**
     * Takes a directory to change it.
     *
     * @throws ConfigException when the broker runs, somebody else uses the directory, or it is none
     */
    public static StoppedBroker toChange(Path path) {
        return new StoppedBroker(DataDirectory.openStopped(path, true));
    }

    private Identity identity() {
        return directory.identity().orElseThrow();
    }

    /** The broker's name. */
    public BrokerId id() {
        return identity().broker();
    }

    /** Its cluster. */
    public String clusterId() {
        return identity().clusterId();
    }

    /** The name of the storage plugin that wrote the data. */
    public String storage() {
        return identity().storage();
    }

    /** The data directory. */
    public Path path() {
        return directory.path();
    }

    /**
     * The folder that the storage has to itself.
     *
     * @throws ConfigException when it is not there
     */
    public Path storageFolder() {
        Path folder = path().resolve(identity().storageFolder());
        if (!Files.isDirectory(folder)) {
            throw new ConfigException("broker '" + id() + "' has no data: there is no folder "
                    + folder.toAbsolutePath().normalize());
        }
        return folder;
    }

    /** The folder that comes after the present one, for data of a storage. */
    StorageFolder nextFolder(String storage) {
        return folder().next(storage);
    }

    /** Where a whole storage that was damaged is kept; empty when none is. */
    public Optional<Path> storageSetAside() {
        try {
            return Optional.of(Folders.asideOf(storageFolder())).filter(Files::isDirectory);
        } catch (IOException e) {
            throw new StorageException("cannot find the folder " + storageFolder(), e);
        }
    }

    /** The present folder. */
    StorageFolder folder() {
        return StorageFolder.parse(identity().storageFolder())
                .orElseThrow(() -> new ConfigException(
                        path() + " has its data in the folder " + identity().storageFolder() + ", which is not known"));
    }

    /** From now on the broker's data is what is in another folder. This is one atomic change, durable when it returns. */
    void switchTo(String storage, StorageFolder folder) {
        directory.store(identity().convertedTo(storage, folder.name()));
    }

    @Override
    public void close() {
        directory.close();
    }
}

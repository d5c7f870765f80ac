package io.gokafka.storage.file;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.api.storage.StorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** The storage named {@code file}: segment files in the broker's data directory. */
public final class FileStorageProvider implements StorageProvider {
    /** Does nothing: for the service loader. */
    public FileStorageProvider() {}

    @Override
    public String name() {
        return "file";
    }

    @Override
    public List<ConfigKey<?>> settings() {
        return FileSettings.keys();
    }

    @Override
    public Storage open(StorageContext context) {
        FileSettings settings = FileSettings.of(context.settings());
        if (!Files.isDirectory(context.directory()) || !Files.isWritable(context.directory())) {
            throw new StorageException(
                    "the storage directory " + context.directory() + " is not a directory that can be written to");
        }
        LogDirectories directories = new LogDirectories(context.directory());
        try {
            directories.removeLeftovers();
        } catch (IOException e) {
            throw new StorageException("cannot clean up the storage directory " + context.directory(), e);
        }
        return new FileStorage(directories, LogContext.Shared.of(settings, context.clock()));
    }

    @Override
    public Optional<StorageInspection> inspect(StorageContext context) {
        if (!Files.isDirectory(context.directory())) {
            throw new StorageException("there is no storage directory " + context.directory());
        }
        return Optional.of(new FileInspection(context.directory(), FileSettings.of(context.settings())));
    }
}

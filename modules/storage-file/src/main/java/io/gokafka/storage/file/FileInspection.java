package io.gokafka.storage.file;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.Finding;
import io.gokafka.api.storage.LogInspection;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.api.storage.VerifyListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Looks at the logs below one directory, and changes nothing. */
final class FileInspection implements StorageInspection {
    private final Path root;
    private final LogDirectories directories;
    private final FileSettings settings;

    FileInspection(Path root, FileSettings settings) {
        this.root = root;
        this.directories = new LogDirectories(root);
        this.settings = settings;
    }

    @Override
    public Set<LogId> list() {
        try {
            return directories.list();
        } catch (IOException e) {
            throw new StorageException("cannot list the logs in " + root, e);
        }
    }

    @Override
    public Map<LogId, Path> keptAside() {
        try {
            return directories.keptAside();
        } catch (IOException e) {
            throw new StorageException("cannot list the logs in " + root, e);
        }
    }

    @Override
    public LogInspection open(LogId id) {
        Path directory = directory(id);
        try {
            return FileLogInspection.open(id, directory, settings);
        } catch (IOException e) {
            throw new StorageException("cannot read log " + id + " in " + directory, e);
        }
    }

    @Override
    public void verify(LogId id, VerifyListener listener) {
        Path directory = directory(id);
        try {
            new LogVerification(directory, listener).run();
        } catch (IOException e) {
            throw new StorageException("cannot read log " + id + " in " + directory, e);
        }
    }

    private Path directory(LogId id) {
        if (!directories.exists(id)) {
            throw new StorageException("there is no log " + id + " in " + root);
        }
        return directories.of(id);
    }

    @Override
    public void verifyShared(VerifyListener listener) {
        try {
            for (Path path : DiskFiles.list(root)) {
                if (LogDirectories.isLeftover(path)) {
                    listener.found(Finding.crash(
                            path, "a log whose creation or deletion was cut short; the next start removes it"));
                }
            }
        } catch (IOException e) {
            throw new StorageException("cannot list the logs in " + root, e);
        }
    }

    @Override
    public void close() {
        // Files are opened for one log, and closed with it.
    }
}

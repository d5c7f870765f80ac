package io.gokafka.storage.file;

import io.gokafka.api.LogId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The directories of all logs. One appears whole and disappears at once: it is made and unmade under a name that no log can
 * have.
 */
final class LogDirectories {
    private static final String UNFINISHED = "~new";
    private static final String DELETED = "~deleted";
    private static final String DAMAGED = "~damaged";

    private final Path root;

    LogDirectories(Path root) {
        this.root = root;
    }

    Path of(LogId id) {
        return root.resolve(id.value());
    }

    boolean exists(LogId id) {
        return Files.isDirectory(of(id));
    }

    Set<LogId> list() throws IOException {
        Set<LogId> ids = new TreeSet<>();
        for (Path path : DiskFiles.list(root)) {
            if (Files.isDirectory(path)) {
                idOf(path).ifPresent(ids::add);
            }
        }
        return ids;
    }

    private static Optional<LogId> idOf(Path path) {
        try {
            return Optional.of(new LogId(path.getFileName().toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Makes an empty log, durably. */
    void create(LogId id) throws IOException {
        Path unfinished = root.resolve(id + UNFINISHED);
        DiskFiles.deleteTree(unfinished);
        DiskFiles.createDirectory(unfinished);
        LogRecovery.create(unfinished);
        rename(unfinished, of(id));
    }

    /** Removes a log, durably, if there is one, and what was set aside of it. */
    void delete(LogId id) throws IOException {
        Path deleted = root.resolve(id + DELETED);
        DiskFiles.deleteTree(deleted);
        if (exists(id)) {
            rename(of(id), deleted);
            DiskFiles.deleteTree(deleted);
        }
        DiskFiles.deleteTree(damaged(id));
    }

    /** Keeps a log under a name that no log can have, durably. */
    Path setAside(LogId id) throws IOException {
        Path damaged = damaged(id);
        DiskFiles.deleteTree(damaged);
        rename(of(id), damaged);
        return damaged;
    }

    private Path damaged(LogId id) {
        return root.resolve(id + DAMAGED);
    }

    private void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        DiskFiles.syncDirectory(root);
    }

    /** Makes durable what a crash left no time to sync, and removes what it left of a creation or a deletion. */
    void removeLeftovers() throws IOException {
        // Before anything is deleted: a log whose new name is not on disk yet would come back without some of its
        // files.
        DiskFiles.syncDirectory(root);
        for (Path path : DiskFiles.list(root)) {
            String name = path.getFileName().toString();
            if (name.endsWith(UNFINISHED) || name.endsWith(DELETED)) {
                DiskFiles.deleteTree(path);
            }
        }
    }

    /** Whether a directory is what a crash left of a creation or a deletion. */
    static boolean isLeftover(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(UNFINISHED) || name.endsWith(DELETED);
    }
}

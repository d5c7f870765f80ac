package io.gokafka.storage.file;

import io.gokafka.api.LogId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The directories of all logs. One appears whole and disappears at once: it is made and unmade under a name that no log can
 * have.
 */
final class LogDirectories {
    private static final String UNFINISHED = "~new";
    private static final String DELETED = "~deleted";
    private static final String DAMAGED = "~damaged";
    private static final String DISCARDED = "~discarded";

    private final Path root;
    private final ReentrantLock discarding = new ReentrantLock();
    private final AtomicLong discarded = new AtomicLong();

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
                idOf(path.getFileName().toString()).ifPresent(ids::add);
            }
        }
        return ids;
    }

    /** What is kept of damaged logs. */
    Map<LogId, Path> keptAside() throws IOException {
        Map<LogId, Path> kept = new TreeMap<>();
        for (Path path : DiskFiles.list(root)) {
            String name = path.getFileName().toString();
            if (name.endsWith(DAMAGED)) {
                idOf(name.substring(0, name.length() - DAMAGED.length())).ifPresent(id -> kept.put(id, path));
            }
        }
        return kept;
    }

    private static Optional<LogId> idOf(String name) {
        try {
            return Optional.of(new LogId(name));
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
        discardAside(id);
    }

    /** Keeps a log under a name that no log can have, durably. */
    Path setAside(LogId id) throws IOException {
        discardAside(id);
        Path damaged = damaged(id);
        rename(of(id), damaged);
        return damaged;
    }

    /** Deletes what was set aside of a log, if anything was: under a name of its own, so that another may be set aside meanwhile. */
    void discardAside(LogId id) throws IOException {
        Path last = root.resolve(id + DISCARDED + discarded.incrementAndGet());
        discarding.lock();
        try {
            if (Files.notExists(damaged(id))) {
                return;
            }
            rename(damaged(id), last);
        } finally {
            discarding.unlock();
        }
        DiskFiles.deleteTree(last);
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
            if (isLeftover(path)) {
                DiskFiles.deleteTree(path);
            }
        }
    }

    /** Whether a directory is what a crash left of a creation or a deletion. */
    static boolean isLeftover(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(UNFINISHED) || name.endsWith(DELETED) || name.contains(DISCARDED);
    }
}

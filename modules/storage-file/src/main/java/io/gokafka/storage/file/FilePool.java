package io.gokafka.storage.file;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds the number of open files of a storage: to open one more, the one that was not used for the longest time is closed.
 * Files in use are never closed, so there may be more than the limit when more are in use at once.
 *
 * <p>Safe for use by several threads.
 */
final class FilePool {
    private final int limit;
    private final Set<PooledFile> open = ConcurrentHashMap.newKeySet();

    FilePool(int limit) {
        this.limit = limit;
    }

    /** Number of files that are open now. */
    int openFiles() {
        return open.size();
    }

    void opening(PooledFile file) {
        // Added first: of two threads that open a file at the same time, one at least sees both.
        open.add(file);
        if (open.size() > limit) {
            evict(open.size() - limit, file);
        }
    }

    void closed(PooledFile file) {
        open.remove(file);
    }

    private void evict(int count, PooledFile opening) {
        int missing = count;
        for (PooledFile idle : idleOldestFirst()) {
            if (missing == 0) {
                return;
            }
            if (idle != opening && idle.closeIfIdle()) {
                missing--;
            }
        }
    }

    /** Sorted only when the limit is reached, so that a use of an open file costs no shared lock. */
    private List<PooledFile> idleOldestFirst() {
        record Used(PooledFile file, long when) {}
        return open.stream()
                .map(file -> new Used(file, file.lastUse()))
                .sorted(Comparator.comparingLong(Used::when))
                .map(Used::file)
                .toList();
    }
}

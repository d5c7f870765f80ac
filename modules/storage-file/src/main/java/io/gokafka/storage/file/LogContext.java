package io.gokafka.storage.file;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.support.RollRule;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What the parts of one log are given.
 *
 * @param id the log
 * @param directory its directory
 * @param config how it is kept at first; see {@link RollRule}
 * @param shared what all logs of the storage share
 */
record LogContext(LogId id, Path directory, LogConfig config, Shared shared) {
    /** What all logs of a storage share; all of it is safe for use by several threads. */
    record Shared(FileSettings settings, FilePool files, IndexCache indexes, WriteBuffers buffers, Clock clock) {
        static Shared of(FileSettings settings, Clock clock) {
            return new Shared(
                    settings,
                    new FilePool(settings.maxOpenFiles()),
                    new IndexCache(settings.indexInterval()),
                    new WriteBuffers(),
                    clock);
        }
    }

    IndexCache indexes() {
        return shared.indexes();
    }

    SparseIndex newIndex(Place start) {
        return new SparseIndex(start, shared.settings().indexInterval());
    }
}

package io.gokafka.api.storage;

import java.nio.file.Path;
import java.util.List;

/**
 * A piece of a log and where it is.
 *
 * @param segment the piece
 * @param files those that hold it and nothing else, its data first; none when a storage has no files for one piece
 */
public record StoredSegment(LogSegment segment, List<Path> files) {
    public StoredSegment {
        files = List.copyOf(files);
    }
}

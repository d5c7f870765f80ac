package io.gokafka.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a log that is looked at. They are only ever opened for reading.
 *
 * @param directory where they are
 * @param manifest what the log consists of
 * @param segments those that the manifest names, the last of them active
 */
record StoredLog(Path directory, Manifest manifest, List<Segment> segments) implements AutoCloseable {
    private static final int MAX_OPEN_FILES = 16;

    StoredLog {
        segments = List.copyOf(segments);
    }

    /**
     * Reads the manifest; no segment is looked at yet.
     *
     * @throws io.gokafka.api.storage.CorruptLogException when the manifest is missing or damaged
     */
    static StoredLog of(Path directory) {
        Manifest manifest = Manifest.read(directory);
        FilePool pool = new FilePool(MAX_OPEN_FILES);
        List<Segment> segments = manifest.segments().stream()
                .map(info -> new Segment(directory, info, pool, failure -> {}))
                .toList();
        return new StoredLog(directory, manifest, segments);
    }

    Segment active() {
        return segments.getLast();
    }

    /** Whether it was closed in good order, and nothing was changed since. */
    boolean isClean() {
        return manifest.cleanEnd().isPresent();
    }

    /** Where the entry after a sealed segment's last has to begin: with the next segment. */
    Place sealedEnd(int segment) {
        Place next = segments.get(segment + 1).start();
        return new Place(next.index(), next.offset(), segments.get(segment).size());
    }

    /** Bytes of a segment's file; -1 when there is none. */
    static long fileSize(Segment segment) throws IOException {
        return Files.exists(segment.path()) ? Files.size(segment.path()) : -1;
    }

    @Override
    public void close() throws IOException {
        for (Segment segment : segments) {
            segment.close();
        }
    }
}

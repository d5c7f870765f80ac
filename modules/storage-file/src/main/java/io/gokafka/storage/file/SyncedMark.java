package io.gokafka.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/**
 * Notes from time to time how much of the last segment was synced, so that a start can tell acknowledged entries that were
 * damaged from a tail that was torn, and knows which bytes to write again. The note itself is not synced, which costs next to
 * nothing: the one that is found may be old, but what it says was true, and is as long as the segment is the last.
 *
 * <p>For one thread at a time.
 */
final class SyncedMark {
    private static final int MAGIC = 0x676b6431; // "gkd1"
    private static final long INTERVAL_MILLIS = 1000;

    private final Path file;
    private final Clock clock;
    private long serial = -1;
    private long writtenAt;

    SyncedMark(Path directory, Clock clock) {
        this.file = file(directory);
        this.clock = clock;
    }

    private static Path file(Path directory) {
        return directory.resolve("synced");
    }

    /** Notes that a segment is on disk up to a position, unless that was done a moment ago. */
    void synced(Segment segment, long position) throws IOException {
        long now = clock.millis();
        if (serial == segment.serial() && Math.abs(now - writtenAt) < INTERVAL_MILLIS) {
            return;
        }
        if (serial < 0 && Files.notExists(file)) {
            DiskFiles.createFile(file);
        }
        ByteBuffer content = ByteBuffer.allocate(2 * Long.BYTES);
        content.putLong(segment.serial()).putLong(position).flip();
        // In place: some file systems sync a file that was truncated.
        Files.write(file, Checksummed.frame(MAGIC, content), StandardOpenOption.WRITE);
        serial = segment.serial();
        writtenAt = now;
    }

    /** Up to which position a segment is known to have been synced; 0 when nothing is known. */
    static long read(Path directory, Segment segment) throws IOException {
        try {
            ByteBuffer content = Checksummed.content(MAGIC, Files.readAllBytes(file(directory)));
            return content.getLong() == segment.serial() ? content.getLong() : 0;
        } catch (NoSuchFileException | IllegalArgumentException torn) {
            return 0;
        }
    }
}

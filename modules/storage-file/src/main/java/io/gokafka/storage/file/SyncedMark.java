package io.gokafka.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Notes after each sync how much of the last segment it has made durable, so that a start can tell acknowledged entries that were
 * damaged from a tail that was torn, and knows which bytes to write again. The note itself is not synced, which costs next to
 * nothing: it survives the end of the process, and the one that a loss of power leaves may be old, but what it says was true, and
 * is as long as the segment is the last.
 *
 * <p>For one thread at a time.
 */
final class SyncedMark {
    private static final int MAGIC = 0x676b6431; // "gkd1"

    private final PooledFile file;
    private boolean exists;

    SyncedMark(Path directory, FilePool pool) {
        // Never synced, so no sync of it can fail.
        this.file = new PooledFile(pool, file(directory), Set.of(StandardOpenOption.WRITE), _ -> {});
    }

    private static Path file(Path directory) {
        return directory.resolve("synced");
    }

    /** Notes that a segment is on disk up to a position. */
    void synced(Segment segment, long position) throws IOException {
        if (!exists && Files.notExists(file.path())) {
            DiskFiles.createFile(file.path());
        }
        exists = true;
        ByteBuffer content = ByteBuffer.allocate(2 * Long.BYTES);
        content.putLong(segment.serial()).putLong(position).flip();
        ByteBuffer frame = ByteBuffer.wrap(Checksummed.frame(MAGIC, content));
        // In place: some file systems sync a file that was truncated.
        file.use(channel -> {
            frame.rewind();
            while (frame.hasRemaining()) {
                channel.write(frame, frame.position());
            }
            return frame;
        });
    }

    /** Closes the file. */
    void close() throws IOException {
        file.retire();
    }

    /** Up to which position a segment is known to have been synced; 0 when nothing is known. */
    static long read(Path directory, Segment segment) throws IOException {
        try {
            ByteBuffer content = Checksummed.content(MAGIC, Files.readAllBytes(file(directory)));
            return content.getLong() == segment.serial() ? content.getLong() : 0;
        } catch (NoSuchFileException | IllegalArgumentException torn) {
            return 0;
        } catch (IOException e) {
            throw ReadFaults.asDamage(e, file(directory), 0);
        }
    }
}

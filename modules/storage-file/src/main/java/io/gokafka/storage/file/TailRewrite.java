package io.gokafka.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;

/**
 * Writes again what a start finds in the last segment and does not know to have been synced, and syncs it.
 *
 * <p>A sync alone would not do. After one that failed, Linux takes the pages for clean: they are still read as if they were on
 * disk, and the next sync succeeds without writing them. The process that saw the failure has stopped; the one that starts
 * cannot know of it. Pages that are written again are dirty again, whatever they were before.
 *
 * <p>A crash in the middle damages nothing: each byte is written over by itself, so a sector that was reached and one that was
 * not hold the same. It is done before the segment is looked at, and on one open file with the sync: else a page could be
 * dropped and read back from the disk, older than it was when it was checked.
 */
final class TailRewrite {
    private TailRewrite() {}

    /**
     * Does so from a position to the end of the file; nothing when that is the end. Takes constant memory.
     *
     * @throws IOException when the bytes did not reach the disk
     */
    static void run(Segment segment, long from, WriteBuffers buffers) throws IOException {
        long end = Files.size(segment.path());
        if (from < end) {
            ByteBuffer buffer = buffers.take();
            segment.rewrite(from, end, buffer);
            buffers.giveBack(buffer);
        }
    }
}

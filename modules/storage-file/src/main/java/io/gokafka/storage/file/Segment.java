package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.support.RollRule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A segment file. Reading and writing have a channel each, so that an interrupted reader does not disturb the writer.
 *
 * <p>One thread writes, any number read.
 */
final class Segment {
    private final SegmentInfo base;
    private final Path indexPath;
    private final PooledFile reading;
    private final PooledFile writing;
    private final ReadMarks marks = new ReadMarks();
    private final ReentrantLock indexLock = new ReentrantLock();
    private volatile long size;
    private volatile long maxTimestamp;
    private volatile long firstTime;
    private volatile @Nullable SparseIndex live;

    Segment(Path directory, SegmentInfo info, FilePool pool, Consumer<IOException> onSyncFailure) {
        this.base = info;
        this.size = info.size();
        this.maxTimestamp = info.maxTimestamp();
        this.firstTime = info.firstTime();
        this.indexPath = directory.resolve(info.indexFileName());
        Path path = directory.resolve(info.fileName());
        this.reading = new PooledFile(pool, path, Set.of(StandardOpenOption.READ), onSyncFailure);
        this.writing = new PooledFile(pool, path, Set.of(StandardOpenOption.WRITE), onSyncFailure);
    }

    Path path() {
        return reading.path();
    }

    Path indexPath() {
        return indexPath;
    }

    /** Held while the index file is written: several readers may find that it is missing. */
    ReentrantLock indexLock() {
        return indexLock;
    }

    PooledFile reading() {
        return reading;
    }

    ReadMarks marks() {
        return marks;
    }

    long serial() {
        return base.serial();
    }

    long baseIndex() {
        return base.baseIndex();
    }

    Place start() {
        return new Place(base.baseIndex(), base.baseOffset(), 0);
    }

    /** Bytes of whole entries; of the segment being written the writer alone may rely on it. */
    long size() {
        return size;
    }

    long maxTimestamp() {
        return maxTimestamp;
    }

    /** See {@link RollRule}; of the segment being written the writer alone may rely on it. */
    long firstTime() {
        return firstTime;
    }

    /** The index of the segment that is being written; the others' are in the {@link IndexCache}. */
    @Nullable SparseIndex liveIndex() {
        return live;
    }

    void setLiveIndex(@Nullable SparseIndex index) {
        live = index;
    }

    SegmentInfo info() {
        return new SegmentInfo(base.serial(), base.baseIndex(), base.baseOffset(), size, maxTimestamp, firstTime);
    }

    /** Takes over what was written or found. */
    void setContent(long newSize, long newMaxTimestamp, long newFirstTime) {
        size = newSize;
        maxTimestamp = newMaxTimestamp;
        firstTime = newFirstTime;
    }

    /** Writes all bytes of a buffer from its start to its limit. */
    void write(ByteBuffer bytes, long position) throws IOException {
        writing.written();
        writing.use(channel -> {
            bytes.rewind();
            while (bytes.hasRemaining()) {
                channel.write(bytes, position + bytes.position());
            }
            return bytes;
        });
    }

    /**
     * Fills a buffer from its start to its limit.
     *
     * @throws GoneException when the segment was cut before
     * @throws CorruptLogException when the disk cannot read it
     */
    void read(ByteBuffer target, long position) throws IOException {
        try {
            reading.use(channel -> {
                target.rewind();
                while (target.hasRemaining()) {
                    if (channel.read(target, position + target.position()) < 0) {
                        throw new GoneException(path() + " ends before " + (position + target.limit()));
                    }
                }
                return target;
            });
        } catch (IOException e) {
            throw ReadFaults.asDamage(e, path(), position);
        }
    }

    /** Keeps the file open for {@link #reading} until that is released. */
    void hold() throws IOException {
        try {
            reading.acquire();
        } catch (IOException e) {
            throw ReadFaults.asDamage(e, path(), 0);
        }
    }

    /**
     * Writes the bytes between two positions again, as they are, and makes them durable, through a buffer of any content.
     * When an interrupt closes the file, all is done again: the sync must be one of the file that was written.
     */
    void rewrite(long from, long to, ByteBuffer buffer) throws IOException {
        writing.use(channel -> {
            for (long at = from; at < to; at += buffer.limit()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
                read(buffer, at);
                buffer.rewind();
                while (buffer.hasRemaining()) {
                    channel.write(buffer, at + buffer.position());
                }
            }
            channel.force(false);
            return channel;
        });
    }

    /** What to throw when at a place there is no entry that fits the ones before. */
    CorruptLogException damagedAt(Place where, String how) {
        return new CorruptLogException(path() + " is damaged at byte " + where.position() + ", where entry "
                + where.index() + " with offset " + where.offset() + " should be" + how);
    }

    /** Makes durable what was written before the call. */
    void sync() throws IOException {
        writing.sync();
    }

    /** Removes the bytes from a position on, durably. */
    void cut(long position) throws IOException {
        writing.use(channel -> channel.truncate(position));
        writing.sync();
    }

    /** Closes the files once the slices that use them are closed. */
    void close() throws IOException {
        try {
            writing.retire();
        } finally {
            reading.retire();
        }
    }

    /** Deletes the files; slices that use them stay readable. */
    void delete() throws IOException {
        close();
        Files.deleteIfExists(path());
        Files.deleteIfExists(indexPath);
    }

    /** Bytes that a reader was about to read were removed meanwhile. */
    static final class GoneException extends StorageException {
        private static final long serialVersionUID = 1L;

        GoneException(String message) {
            super(message);
        }
    }
}

package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sparse indexes of segments that are not written to any more, loaded when they are needed. Only so many are kept, over
 * all logs of a storage. An index file that is missing or stale is made again from its segment.
 *
 * <p>Safe for use by several threads.
 */
final class IndexCache {
    private static final int MAGIC = 0x676b6931; // "gki1"
    private static final int CAPACITY = 256;

    private final long interval;
    private final Map<Segment, SparseIndex> loaded = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Segment, SparseIndex> eldest) {
            return size() > CAPACITY;
        }
    };

    /** @param interval bytes between two entries of an index that is made again */
    IndexCache(long interval) {
        this.interval = interval;
    }

    /** The index of a segment, from memory, its file, or the segment. */
    SparseIndex of(Segment segment) throws IOException {
        SparseIndex index = segment.liveIndex();
        if (index == null) {
            synchronized (loaded) {
                index = loaded.get(segment);
            }
        }
        return index == null ? load(segment) : index;
    }

    /** Takes the index of a segment that is not written to any more, and writes its file. */
    void seal(Segment segment, SparseIndex index) throws IOException {
        write(segment, index);
        put(segment, index);
        segment.setLiveIndex(null);
    }

    void forget(Segment segment) {
        synchronized (loaded) {
            loaded.remove(segment);
        }
    }

    /** Not synced: the checksum tells a file that a crash has torn, and it can be made again. */
    static void write(Segment segment, SparseIndex index) throws IOException {
        segment.indexLock().lock();
        try {
            Files.deleteIfExists(segment.indexPath());
            DiskFiles.createFile(segment.indexPath());
            Files.write(segment.indexPath(), Checksummed.frame(MAGIC, index.encode(segment.size())));
        } finally {
            segment.indexLock().unlock();
        }
    }

    /** The index in a segment's file, unless it is missing, damaged, unreadable or that of another state of the segment. */
    static Optional<SparseIndex> read(Segment segment) throws IOException {
        try {
            byte[] frame = Files.readAllBytes(segment.indexPath());
            return Optional.of(SparseIndex.decode(Checksummed.content(MAGIC, frame), segment.start(), segment.size()));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (ReadFaults.isOfDisk(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private SparseIndex load(Segment segment) throws IOException {
        Optional<SparseIndex> read = read(segment);
        SparseIndex index = read.isPresent() ? read.get() : rebuild(segment);
        put(segment, index);
        return index;
    }

    private SparseIndex rebuild(Segment segment) throws IOException {
        long size = segment.size();
        SegmentScan.Found found = SegmentScan.scan(segment, size, interval);
        if (found.damage().isPresent()) {
            throw new CorruptLogException(segment.path() + " is damaged at byte "
                    + found.end().position() + ": " + found.damage().get());
        }
        write(segment, found.index());
        return found.index();
    }

    private void put(Segment segment, SparseIndex index) {
        synchronized (loaded) {
            loaded.put(segment, index);
        }
    }
}

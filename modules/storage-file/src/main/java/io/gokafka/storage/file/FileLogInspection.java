package io.gokafka.storage.file;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogInspection;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StoredSegment;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.Vote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A log in segment files as a start would find it. Entries are found by walking their segment: no index is needed or made. */
final class FileLogInspection implements LogInspection {
    private final LogId id;
    private final StoredLog log;
    private final LogView view;
    /** Where the read before has ended. */
    private Place next = new Place(-1, -1, 0);

    private FileLogInspection(LogId id, StoredLog log, LogView view) {
        this.id = id;
        this.log = log;
        this.view = view;
    }

    /**
     * Opens a log for reading.
     *
     * @throws CorruptLogException as {@link LogRecovery#open}
     */
    static FileLogInspection open(LogId id, Path directory, FileSettings settings) throws IOException {
        StoredLog log = StoredLog.of(directory);
        try {
            return new FileLogInspection(id, log, StoredEnd.of(log, settings));
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    @Override
    public LogBounds bounds() {
        return view.bounds();
    }

    @Override
    public List<TermStart> terms() {
        return view.terms().starts();
    }

    @Override
    public List<StoredSegment> segments() {
        List<LogSegment> pieces = view.pieces();
        List<StoredSegment> stored = new ArrayList<>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            Segment segment = view.segments().get(i);
            stored.add(new StoredSegment(
                    pieces.get(i),
                    Stream.of(segment.path(), segment.indexPath())
                            .filter(Files::exists)
                            .toList()));
        }
        return List.copyOf(stored);
    }

    @Override
    public LogSlice readEntries(long fromIndex, int maxBytes) {
        LogBounds bounds = view.bounds();
        if (fromIndex < bounds.firstIndex() || fromIndex > bounds.lastIndex() + 1) {
            throw new OffsetOutOfRangeException("log " + id + " does not have index " + fromIndex + ": it has "
                    + bounds.firstIndex() + " to " + (bounds.lastIndex() + 1));
        }
        try {
            return fromIndex > bounds.lastIndex() ? LogSlice.EMPTY : read(fromIndex, maxBytes);
        } catch (IOException e) {
            throw new StorageException("cannot read log " + id + " in " + log.directory(), e);
        }
    }

    /** Never beyond the end of a segment. */
    private LogSlice read(long fromIndex, int maxBytes) throws IOException {
        int number = view.segmentOf(fromIndex);
        Segment segment = view.segments().get(number);
        Place from = next.index() == fromIndex ? next : segment.start();
        EntryScanner scanner = new EntryScanner(segment, from, view.sizeOf(number));
        while (scanner.peek().entry().lastIndex() < fromIndex) {
            scanner.skip(scanner.peek());
        }
        Place begin = scanner.place();
        do {
            scanner.skip(scanner.peek());
        } while (scanner.hasNext() && scanner.peek().end() - begin.position() <= maxBytes);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(scanner.place().position() - begin.position()));
        segment.read(bytes, begin.position());
        next = scanner.hasNext()
                ? scanner.place()
                : new Place(scanner.place().index(), scanner.place().offset(), 0); // in the next segment, if any
        return LogSlice.of(bytes.rewind());
    }

    @Override
    public Vote vote() {
        return new FileVoteStore(log.directory()).load();
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return new FileSnapshotStore(log.directory()).load();
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException e) {
            throw new StorageException("cannot close log " + id + " in " + log.directory(), e);
        }
    }
}

package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.support.RollRule;
import io.gokafka.api.storage.support.TermTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a log from disk into memory. First everything is checked; only then is anything changed.
 *
 * <p>All segments but the last were synced before the manifest named the last one, so damage there is no crash's doing. In
 * the last one a crash may have lost any of the bytes that were not synced: it is cut at the first batch that is not whole,
 * unless the {@link SyncedMark} or the manifest knows that this batch was synced. What neither knows of is written again before
 * anybody relies on it; see {@link TailRewrite}.
 */
final class LogRecovery {
    private final LogContext context;
    private final Manifest manifest;
    private final List<Segment> segments;
    private final Segment active;

    private LogRecovery(LogContext context, Manifest manifest, Consumer<IOException> onSyncFailure) {
        this.context = context;
        this.manifest = manifest;
        this.segments = manifest.segments().stream()
                .map(info ->
                        new Segment(context.directory(), info, context.shared().files(), onSyncFailure))
                .toList();
        this.active = segments.getLast();
    }

    /** Writes what a new log begins with into an empty directory, durably. */
    static void create(Path directory) throws IOException {
        SegmentInfo first = SegmentInfo.empty(1, 1, 0);
        DiskFiles.createFile(directory.resolve(first.fileName()));
        Manifest.empty(1, 0, 0, first).write(directory);
    }

    /**
     * Opens a log.
     *
     * @throws StorageException when it cannot be read, or is damaged where a crash cannot have damaged it
     */
    static LogState open(LogContext context) {
        Manifest manifest = Manifest.read(context.directory());
        LateState state = new LateState();
        LogRecovery recovery = new LogRecovery(context, manifest, state);
        try {
            return state.set(
                    new LogState(context, recovery.run(), manifest.cleanEnd().isPresent()));
        } catch (IOException | RuntimeException e) {
            recovery.closeFiles(e);
            throw e instanceof StorageException known
                    ? known
                    : new StorageException("cannot open log " + context.id() + " in " + context.directory(), e);
        }
    }

    /** The state that a file tells of a failed sync, which is made after the files. */
    private static final class LateState implements Consumer<IOException> {
        private volatile @Nullable LogState state;

        LogState set(LogState made) {
            state = made;
            return made;
        }

        @Override
        public void accept(IOException failure) {
            LogState made = state;
            if (made != null) {
                made.fail(failure);
            }
        }
    }

    private void closeFiles(Exception because) {
        for (Segment segment : segments) {
            try {
                segment.close();
            } catch (IOException e) {
                because.addSuppressed(e);
            }
        }
    }

    private LogView run() throws IOException {
        checkFiles();
        // A process that was killed may not have come to sync the names that are found here. What they name was synced
        // before; and they are in the file system's journal, which takes no more changes after a sync of it failed.
        DiskFiles.syncDirectory(context.directory());
        Optional<SparseIndex> kept = manifest.cleanEnd().isPresent() ? IndexCache.read(active) : Optional.empty();
        if (kept.isPresent()) {
            removeLeftovers();
            active.setLiveIndex(kept.get());
            return cleanView(manifest.cleanEnd().orElseThrow());
        }
        long synced = SyncedMark.read(context.directory(), active);
        if (manifest.cleanEnd().isEmpty()) {
            TailRewrite.run(active, synced, context.shared().buffers());
        }
        SegmentScan.Found found = scan(active, Files.size(active.path()));
        checkEnd(found, synced);
        verifySealed();
        removeLeftovers();
        LogView view = recoveredView(found);
        noteSynced(synced, found.end().position());
        return view;
    }

    private void checkFiles() throws IOException {
        for (Segment segment : segments) {
            Path path = segment.path();
            if (!Files.exists(path)) {
                throw new CorruptLogException(path + " is missing");
            }
            // A truncation may have been interrupted before it cut the file.
            if (segment != active && Files.size(path) < segment.size()) {
                throw new CorruptLogException(
                        path + " has " + Files.size(path) + " bytes instead of " + segment.size());
            }
        }
        if (manifest.cleanEnd().isPresent() && Files.size(active.path()) != active.size()) {
            throw new CorruptLogException(active.path() + " has " + Files.size(active.path()) + " bytes instead of "
                    + active.size() + ", though the log was closed cleanly");
        }
    }

    private SegmentScan.Found scan(Segment segment, long size) throws IOException {
        return SegmentScan.scan(segment, size, context.shared().settings().indexInterval());
    }

    /** Whether what was found ends where it must, or at least not before. */
    private void checkEnd(SegmentScan.Found found, long synced) {
        long last = found.end().index() - 1;
        boolean lost = manifest.cleanEnd()
                .map(end -> last != end.lastIndex() || found.end().offset() != end.endOffset())
                .orElse(last < manifest.firstIndex() - 1);
        if (lost || found.end().position() < synced) {
            throw damaged(active, found);
        }
    }

    private void verifySealed() throws IOException {
        if (!context.shared().settings().verifySealed() || manifest.cleanEnd().isPresent()) {
            return;
        }
        for (Segment segment : segments.subList(0, segments.size() - 1)) {
            SegmentScan.Found found = scan(segment, segment.size());
            if (found.damage().isPresent()) {
                throw damaged(segment, found);
            }
        }
    }

    private static CorruptLogException damaged(Segment segment, SegmentScan.Found found) {
        return new CorruptLogException(
                segment.path() + " is damaged at byte " + found.end().position() + ", which had reached the disk: "
                        + found.damage().orElse("entries are missing"));
    }

    /** Removes what a crash left of changes that were not, or no longer, in the manifest. */
    private void removeLeftovers() throws IOException {
        Set<String> named = manifest.segments().stream()
                .flatMap(info -> Stream.of(info.fileName(), info.indexFileName()))
                .collect(Collectors.toSet());
        for (Path path : DiskFiles.list(context.directory())) {
            String name = path.getFileName().toString();
            if (AtomicFile.isTemporary(name) || (SegmentInfo.isFileOfSegment(name) && !named.contains(name))) {
                Files.delete(path);
            }
        }
        for (Segment segment : segments.subList(0, segments.size() - 1)) {
            if (Files.size(segment.path()) > segment.size()) {
                segment.cut(segment.size());
            }
        }
    }

    private LogView cleanView(Manifest.End end) {
        return view(end.lastIndex(), end.endOffset(), active.size(), manifest.terms());
    }

    private LogView recoveredView(SegmentScan.Found found) throws IOException {
        // Also when nothing is cut: the length may not have reached the disk yet.
        active.cut(found.end().position());
        active.setContent(found.end().position(), found.maxTimestamp(), firstTime(found));
        active.setLiveIndex(found.index());
        if (manifest.cleanEnd().isPresent()) {
            // Else the next start would have to scan again, when nothing is changed until then.
            IndexCache.write(active, found.index());
        }
        long last = found.end().index() - 1;
        TermTable terms = manifest.terms()
                .before(active.baseIndex())
                .with(found.terms())
                .from(manifest.firstIndex(), manifest.startOffset(), last < manifest.firstIndex());
        return view(last, found.end().offset(), found.end().position(), terms);
    }

    /** Else the next start would have to write the same again, when it is a crash that comes next. */
    private void noteSynced(long before, long now) throws IOException {
        if (before < now && manifest.cleanEnd().isEmpty()) {
            SyncedMark mark =
                    new SyncedMark(context.directory(), context.shared().files());
            mark.synced(active, now);
            mark.close();
        }
    }

    private long firstTime(SegmentScan.Found found) {
        boolean takesOffsets = found.firstTimestamp() != SegmentInfo.NO_TIMESTAMP;
        return new RollRule(context.config(), context.shared().clock())
                .firstTime(RollRule.NOT_YET, takesOffsets, found.firstTimestamp());
    }

    private LogView view(long lastIndex, long endOffset, long activeSize, TermTable terms) {
        LogBounds bounds = new LogBounds(
                manifest.firstIndex(), lastIndex, manifest.startOffset(), endOffset, terms.lastTerm(), lastIndex);
        return new LogView(bounds, segments, activeSize, terms, new RecentEntries(), manifest.compactedIndex());
    }
}

package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.support.TermTable;
import java.io.IOException;

/**
 * Finds where a log ends as {@link LogRecovery} does at a start, without a start's changes: a torn tail is not cut, but nobody gets
 * to see it.
 */
final class StoredEnd {
    private StoredEnd() {}

    /**
     * The log as a start would find it.
     *
     * @throws CorruptLogException when a start would refuse it
     */
    static LogView of(StoredLog log, FileSettings settings) throws IOException {
        checkFiles(log);
        Manifest manifest = log.manifest();
        if (manifest.cleanEnd().isPresent()) {
            Manifest.End end = manifest.cleanEnd().get();
            return view(
                    log,
                    new Place(end.lastIndex() + 1, end.endOffset(), log.active().size()),
                    manifest.terms());
        }
        SegmentScan.Found found = scan(log, settings);
        Place end = found.end();
        log.active().setContent(end.position(), found.maxTimestamp(), found.firstTimestamp());
        TermTable terms = manifest.terms()
                .before(log.active().baseIndex())
                .with(found.terms())
                .from(manifest.firstIndex(), manifest.startOffset(), end.index() <= manifest.firstIndex());
        return view(log, end, terms);
    }

    private static void checkFiles(StoredLog log) throws IOException {
        for (Segment segment : log.segments()) {
            long size = StoredLog.fileSize(segment);
            if (size < 0) {
                throw new CorruptLogException(segment.path() + " is missing");
            }
            boolean sealed = segment != log.active();
            if (sealed ? size < segment.size() : log.isClean() && size != segment.size()) {
                throw new CorruptLogException(segment.path() + " has " + size + " bytes instead of " + segment.size());
            }
        }
    }

    private static SegmentScan.Found scan(StoredLog log, FileSettings settings) throws IOException {
        Segment active = log.active();
        SegmentScan.Found found = SegmentScan.scan(active, StoredLog.fileSize(active), settings.indexInterval());
        boolean lost = found.end().index() < log.manifest().firstIndex()
                || found.end().position() < SyncedMark.read(log.directory(), active);
        if (lost) {
            throw new CorruptLogException(active.path() + " is damaged at byte "
                    + found.end().position() + ", which had reached the disk: "
                    + found.damage().orElse("entries are missing"));
        }
        return found;
    }

    private static LogView view(StoredLog log, Place end, TermTable terms) {
        Manifest manifest = log.manifest();
        long last = end.index() - 1;
        LogBounds bounds = new LogBounds(
                manifest.firstIndex(), last, manifest.startOffset(), end.offset(), terms.lastTerm(), last);
        return new LogView(
                bounds, log.segments(), end.position(), terms, new RecentEntries(), manifest.compactedIndex());
    }
}

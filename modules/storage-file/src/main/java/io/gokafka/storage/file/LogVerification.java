package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Finding;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.VerifyListener;
import io.gokafka.api.storage.support.TermTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads all files of a log and reports what is wrong. As at a start, only bytes at the end of the last segment that are not known to
 * have been synced can be a crash's doing.
 *
 * <p>For one thread.
 */
final class LogVerification {
    private final Path directory;
    private final VerifyListener listener;

    LogVerification(Path directory, VerifyListener listener) {
        this.directory = directory;
        this.listener = listener;
    }

    void run() throws IOException {
        try (StoredLog log = StoredLog.of(directory)) {
            checkSegments(log);
            checkNames(log);
        } catch (CorruptLogException e) {
            listener.found(Finding.damaged(Manifest.file(directory).path(), String.valueOf(e.getMessage())));
        }
        checkSmall("vote", () -> new FileVoteStore(directory).load());
        checkSmall("snapshot", () -> new FileSnapshotStore(directory).load());
    }

    private void checkSegments(StoredLog log) throws IOException {
        List<TermStart> terms = new ArrayList<>();
        boolean whole = true;
        for (int i = 0; i < log.segments().size(); i++) {
            Segment segment = log.segments().get(i);
            long size = StoredLog.fileSize(segment);
            if (size < 0) {
                listener.found(Finding.damaged(segment.path(), "the segment is missing")
                        .of(segment.baseIndex(), segment.start().offset()));
                whole = false;
                continue;
            }
            SegmentCheck check = segment == log.active()
                    ? checkActive(log, segment, size)
                    : checkSealed(segment, size, log.sealedEnd(i));
            terms.addAll(check.terms());
            whole &= check.flaws().isEmpty();
        }
        if (whole) {
            checkTerms(log, terms);
        }
    }

    private SegmentCheck checkSealed(Segment segment, long size, Place end) throws IOException {
        if (size < segment.size()) {
            listener.found(Finding.damaged(segment.path(), "it has " + size + " bytes instead of " + segment.size())
                    .at(size));
        }
        SegmentCheck check = check(segment, Math.min(size, segment.size()));
        check.flaws().forEach(flaw -> damaged(segment, flaw));
        checkEnd(segment, check, size, end);
        if (size > segment.size()) {
            listener.found(Finding.crash(
                            segment.path(),
                            (size - segment.size()) + " bytes were truncated; the next start cuts them off")
                    .at(segment.size()));
        }
        return check;
    }

    /** Behind a flaw through which the headers do not lead, and in a short file, the end is not where it should be anyway. */
    private void checkEnd(Segment segment, SegmentCheck check, long size, Place end) {
        boolean led = check.flaws().stream().allMatch(SegmentCheck.Flaw::leadsOn);
        if (led && size >= segment.size() && !check.end().equals(end)) {
            listener.found(Finding.damaged(
                            segment.path(),
                            "it ends before entry " + check.end().index() + " with offset "
                                    + check.end().offset() + ", but must end before entry " + end.index()
                                    + " with offset " + end.offset())
                    .at(check.end().position())
                    .of(check.end().index(), check.end().offset()));
        }
    }

    private SegmentCheck checkActive(StoredLog log, Segment segment, long size) throws IOException {
        if (log.manifest().cleanEnd().isPresent()) {
            Manifest.End end = log.manifest().cleanEnd().get();
            if (size > segment.size()) {
                listener.found(Finding.damaged(
                                segment.path(),
                                "it has " + size + " bytes instead of " + segment.size()
                                        + ", though the log was closed cleanly")
                        .at(segment.size()));
            }
            return checkSealed(
                    segment,
                    Math.min(size, segment.size()),
                    new Place(end.lastIndex() + 1, end.endOffset(), segment.size()));
        }
        long synced = SyncedMark.read(directory, segment);
        SegmentCheck check = new SegmentCheck(segment, size, Optional.empty(), listener::checked).run();
        for (SegmentCheck.Flaw flaw : check.flaws()) {
            if (flaw.place().position() >= synced) {
                torn(segment, flaw, size);
                break; // a start cuts all that follows
            }
            damaged(segment, flaw);
        }
        if (check.flaws().isEmpty()
                && (check.end().position() < synced
                        || check.end().index() < log.manifest().firstIndex())) {
            damaged(
                    segment,
                    new SegmentCheck.Flaw(check.end(), "entries that had reached the disk are missing", false));
        }
        return check;
    }

    private void torn(Segment segment, SegmentCheck.Flaw flaw, long size) {
        Place place = flaw.place();
        listener.found(Finding.crash(
                        segment.path(),
                        "the end was torn by a crash: " + flaw.what() + "; the next start cuts off "
                                + (size - place.position()) + " bytes, which nobody was told to be durable")
                .at(place.position())
                .of(place.index(), place.offset()));
    }

    private void damaged(Segment segment, SegmentCheck.Flaw flaw) {
        Place place = flaw.place();
        listener.found(Finding.damaged(segment.path(), flaw.what())
                .at(place.position())
                .of(place.index(), place.offset()));
    }

    private SegmentCheck check(Segment segment, long end) throws IOException {
        Optional<IndexCheck> index = IndexCheck.of(segment);
        SegmentCheck check = new SegmentCheck(segment, end, index, listener::checked).run();
        if (index.isPresent()) {
            index.get()
                    .flaw(check.end())
                    .filter(flaw -> check.flaws().isEmpty() && end == segment.size())
                    .ifPresent(flaw -> listener.found(Finding.damaged(segment.indexPath(), flaw)));
        } else {
            reportIndex(segment.indexPath());
        }
        return check;
    }

    private void reportIndex(Path file) throws IOException {
        String then = "; it is made again from its segment when it is needed";
        if (!Files.exists(file)) {
            listener.found(Finding.crash(file, "the index is missing" + then));
        } else if (IndexCheck.mayBeOfCrash(file)) {
            listener.found(Finding.crash(file, "the index is not that of its segment, as a crash may leave it" + then));
        } else {
            listener.found(Finding.damaged(file, "the index is damaged" + then));
        }
    }

    /** The terms that the manifest has, which a start relies on for all segments but the last. */
    private void checkTerms(StoredLog log, List<TermStart> found) {
        Manifest manifest = log.manifest();
        long until = log.isClean() ? Long.MAX_VALUE : log.active().baseIndex();
        long last = manifest.cleanEnd().map(Manifest.End::lastIndex).orElse(until - 1);
        boolean empty = last < manifest.firstIndex();
        TermTable expected = new TermTable(manifest.terms().previousTerm(), List.of())
                .with(found)
                .before(until)
                .from(manifest.firstIndex(), manifest.startOffset(), empty);
        if (!expected.starts().equals(manifest.terms().before(until).starts())) {
            listener.found(Finding.damaged(
                    Manifest.file(directory).path(),
                    "it has the terms " + manifest.terms().starts() + ", the segments have " + expected.starts()));
        }
    }

    private void checkNames(StoredLog log) throws IOException {
        Set<String> named = log.manifest().segments().stream()
                .flatMap(info -> Stream.of(info.fileName(), info.indexFileName()))
                .collect(Collectors.toSet());
        for (Path path : DiskFiles.list(directory)) {
            String name = path.getFileName().toString();
            if (AtomicFile.isTemporary(name) || (SegmentInfo.isFileOfSegment(name) && !named.contains(name))) {
                listener.found(Finding.crash(path, "left of a change that was cut short; the next start removes it"));
            }
        }
    }

    private void checkSmall(String name, Runnable load) throws IOException {
        try {
            load.run();
        } catch (CorruptLogException e) {
            listener.found(Finding.damaged(directory.resolve(name), String.valueOf(e.getMessage())));
        }
        Path file = directory.resolve(name);
        if (Files.exists(file)) {
            listener.checked(Files.size(file));
        }
    }
}

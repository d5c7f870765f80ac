package io.gokafka.storage.file;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.support.LogChecks;
import io.gokafka.api.storage.support.RollRule;
import io.gokafka.api.storage.support.TermTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Appends entries, and begins a new segment when the last is full or old.
 *
 * <p>For the one thread that changes the log.
 */
final class LogAppender {
    private final LogContext context;
    private final LogState state;
    private final LogChanges changes;
    private final RollRule rule;

    LogAppender(LogContext context, LogState state, LogChanges changes) {
        this.context = context;
        this.state = state;
        this.changes = changes;
        this.rule = new RollRule(context.config(), context.shared().clock());
    }

    /** Takes effect at the next append; for any thread. */
    void reconfigure(LogConfig config) {
        rule.reconfigure(config);
    }

    LogBounds append(long firstIndex, List<ByteBuffer> buffers) {
        state.checkChangeable();
        List<RecordBatch> batches = new LogChecks(context.id(), state.view().bounds()).batches(firstIndex, buffers);
        return changes.change(() -> {
            changes.removeCleanMark();
            for (int from = 0; from < batches.size(); ) {
                rollIfDue(batches.get(from));
                int to = endOfRun(batches, from);
                write(batches.subList(from, to));
                from = to;
            }
            return state.view().bounds();
        });
    }

    private void rollIfDue(RecordBatch next) throws IOException {
        LogView view = state.view();
        if (view.activeSize() > 0 && rule.isDue(view.activeSize(), view.active().firstTime(), next)) {
            roll(view);
        }
    }

    private void roll(LogView view) throws IOException {
        Segment full = view.active();
        // Before the manifest says that another segment is the last: only that one is looked at after a crash.
        full.sync();
        changes.seal(full);
        LogView rolled = view.rolled(changes.newSegment(view.end()))
                .withDurable(view.bounds().lastIndex());
        changes.commit(rolled);
        state.publishLonger(rolled);
    }

    /** How many of the batches go to the active segment; one at least. */
    private int endOfRun(List<RecordBatch> batches, int from) {
        LogView view = state.view();
        long size = view.activeSize();
        long firstTime = view.active().firstTime();
        int to = from;
        do {
            size += batches.get(to).sizeInBytes();
            firstTime = rule.firstTime(firstTime, batches.get(to));
            to++;
        } while (to < batches.size() && !rule.isDue(size, firstTime, batches.get(to)));
        return to;
    }

    private void write(List<RecordBatch> run) throws IOException {
        LogView view = state.view();
        long offset = view.bounds().endOffset();
        for (RecordBatch batch : run) {
            batch.assign(offset, batch.leaderEpoch());
            offset = batch.nextOffset();
        }
        writeBytes(view.active(), view.activeSize(), run);
        state.publishLonger(recorded(view, run));
    }

    private void writeBytes(Segment segment, long start, List<RecordBatch> run) throws IOException {
        ByteBuffer gathered = context.shared().buffers().take();
        long position = start;
        for (RecordBatch batch : run) {
            ByteBuffer bytes = batch.buffer();
            while (bytes.hasRemaining()) {
                if (!gathered.hasRemaining()) {
                    position += flush(segment, position, gathered);
                }
                int length = Math.min(bytes.remaining(), gathered.remaining());
                gathered.put(bytes.slice(bytes.position(), length));
                bytes.position(bytes.position() + length);
            }
        }
        flush(segment, position, gathered);
        context.shared().buffers().giveBack(gathered);
    }

    private static int flush(Segment segment, long position, ByteBuffer gathered) throws IOException {
        int length = gathered.flip().limit();
        segment.write(gathered, position);
        gathered.clear();
        return length;
    }

    /** The view with the batches that were written, all of which are found from now on. */
    private LogView recorded(LogView view, List<RecordBatch> run) {
        Segment segment = view.active();
        SparseIndex index = segment.liveIndex();
        TermTable terms = view.terms();
        long maxTimestamp = segment.maxTimestamp();
        long firstTime = segment.firstTime();
        Place place = view.end();
        for (RecordBatch batch : run) {
            EntryPosition entry = new EntryPosition(
                    place.index(),
                    batch.leaderEpoch(),
                    place.offset(),
                    batch.nextOffset(),
                    batch.maxTimestamp(),
                    batch.sizeInBytes(),
                    batch.entries());
            terms = terms.with(entry.term(), entry.index(), entry.baseOffset());
            Located located = new Located(entry, segment, place.position());
            if (index != null) {
                index.add(located, maxTimestamp);
            }
            firstTime = rule.firstTime(firstTime, batch);
            if (entry.takesOffsets()) {
                maxTimestamp = Math.max(maxTimestamp, entry.maxTimestamp());
            }
            view.recent().add(located);
            place = new Place(entry.nextIndex(), entry.nextOffset(), located.end());
        }
        segment.setContent(place.position(), maxTimestamp, firstTime);
        return view.appended(place, terms);
    }
}

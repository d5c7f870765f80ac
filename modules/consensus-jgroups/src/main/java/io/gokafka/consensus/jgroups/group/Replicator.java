package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.storage.EntryRun;
import io.gokafka.api.storage.EntryVerifier;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.consensus.jgroups.wire.Chunk;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.util.Optional;

/**
 * Sends a leader's log to the other replicas: to those that keep up from memory, to the others in bounded pieces that are
 * read beside the group's thread. For the group's thread.
 */
final class Replicator {
    private final Core core;
    private final long term;
    private final TailCache tail;
    private final SnapshotFeed snapshots;
    private long seq;

    Replicator(Core core, long term) {
        this.core = core;
        this.term = term;
        this.tail = new TailCache(core.settings().window());
        this.snapshots = new SnapshotFeed(core, this, term);
    }

    long nextSeq() {
        return ++seq;
    }

    /** What {@link #nextSeq} will say. */
    long comingSeq() {
        return seq + 1;
    }

    void remember(Chunk chunk) {
        tail.add(chunk);
    }

    void forgetUpTo(long index) {
        tail.dropUpTo(index);
    }

    /** Sends a replica what it may be sent now. */
    void feed(Progress to, long commit) {
        switch (to.mode()) {
            case PROBE -> probe(to, commit);
            case STREAM -> stream(to, commit);
            case INSTALL -> {} // goes on with the answers
        }
    }

    /** Has a replica answer, without entries. */
    void ask(Progress to, long askSeq, long commit) {
        if (to.mode() == Progress.Mode.STREAM) {
            send(to, askSeq, to.next() - 1, commit, true);
            to.sentCommit(commit, core.now());
        }
    }

    void installAcked(Progress from, Rpc.InstallAck ack, long commit) {
        snapshots.acked(from, ack, commit);
    }

    private void probe(Progress to, long commit) {
        if (to.awaiting()) {
            return;
        }
        long prevIndex = to.next() - 1;
        if (prevIndex < core.book().firstIndex() - 1) {
            to.install();
            snapshots.start(to);
            return;
        }
        long probeSeq = nextSeq();
        to.sentQuestion(probeSeq, core.now());
        send(to, probeSeq, prevIndex, commit, true);
        core.tickSoon();
    }

    private void stream(Progress to, long commit) {
        while (to.hasRoom(core.settings().window()) && to.next() <= core.book().lastIndex()) {
            Optional<Chunk> chunk = tail.from(to.next());
            if (chunk.isEmpty()) {
                read(to);
                return;
            }
            send(to, chunk.get(), commit);
        }
        if (core.env().spec().promptCommits() || !to.voting()) {
            tellCommit(to, commit);
        } else if (to.owesCommit(commit)) {
            core.tickSoon(); // unless entries go there before
        }
    }

    /** Tells a replica what is committed, unless it knows, or entries are on their way that tell it. */
    void tellCommit(Progress to, long commit) {
        if (to.owesCommit(commit)) {
            send(to, nextSeq(), to.next() - 1, commit, false);
            to.sentCommit(commit, core.now());
        }
    }

    /** An own thread reads: what a replica that is behind needs is not in memory, and must not delay the others. */
    private void read(Progress to) {
        long first = to.next();
        long prevTerm = core.book().termAt(first - 1);
        if (prevTerm < 0) {
            to.probeFrom(first); // the log begins later now
            probe(to, core.commitToShow(to));
            return;
        }
        to.reading(true);
        core.async(
                () -> readChunk(first, prevTerm),
                chunk -> core.ifLeading(term, leading -> {
                    to.reading(false);
                    if (chunk.isEmpty()) {
                        to.probeFrom(first);
                    } else if (to.mode() == Progress.Mode.STREAM && to.next() == first && leading.feeds(to)) {
                        send(to, chunk.get(), core.commitToShow(to));
                    }
                    leading.feed(to);
                }));
    }

    /** What is damaged stops this replica, and is not sent. */
    private Optional<Chunk> readChunk(long first, long prevTerm) {
        try {
            EntryRun read = EntryVerifier.read(
                    core.log(), first, Long.MAX_VALUE, core.settings().maxMessage());
            return read.isEmpty() ? Optional.empty() : Optional.of(Chunk.read(first, prevTerm, read));
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty(); // dropped meanwhile
        }
    }

    private void send(Progress to, Chunk chunk, long commit) {
        Rpc.Append append =
                new Rpc.Append(term, nextSeq(), chunk.first() - 1, chunk.prevTerm(), chunk.count(), commit, true);
        core.wire().send(to.replica(), append, chunk.array(), chunk.offset(), chunk.length());
        to.sentEntries(chunk.last(), chunk.length(), core.now());
        to.sentCommit(commit, core.now());
        core.tickSoon();
    }

    private void send(Progress to, long askSeq, long prevIndex, long commit, boolean reply) {
        long prevTerm = core.book().termAt(prevIndex);
        core.wire().send(to.replica(), new Rpc.Append(term, askSeq, prevIndex, prevTerm, 0, commit, reply));
    }
}

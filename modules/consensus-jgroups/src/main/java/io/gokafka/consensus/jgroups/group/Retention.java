package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.storage.Snapshot;

/** The beginning of the log: snapshots, and what may be dropped because of them. For the group's thread. */
final class Retention {
    private final Core core;

    Retention(Core core) {
        this.core = core;
    }

    /** A snapshot of this state as of a committed index, which is durable then. */
    Snapshot snapshot(long index, byte[] state) {
        Book book = core.book();
        if (index > book.commit() || index < book.firstIndex() - 1) {
            throw new ConsensusException.Refused(
                    "index " + index + " is not committed (up to " + book.commit() + ") and in the log", null);
        }
        core.syncNow(); // a snapshot must not outlive what it stands for
        long offset = index == book.commit() ? book.highWatermark() : book.nextOffsetOf(index);
        return new Snapshot(index, book.termAt(index), offset, book.votersAt(index), state);
    }

    /** Drops what the broker does not need, within what is committed and in the snapshot. */
    long dropPrefix(long firstIndex) {
        long allowed = Math.min(core.snapshots().index(), core.book().commit());
        if (firstIndex > allowed) {
            throw new ConsensusException.Refused(
                    "the log cannot begin at index " + firstIndex + ": the snapshot and the commit allow " + allowed,
                    null);
        }
        core.book().dropPrefix(firstIndex);
        return firstIndex;
    }
}

package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a leader knows of one other replica, and what it has sent to it. For the group's thread, except {@link #match}.
 */
final class Progress {
    /** How the replica is fed. */
    enum Mode {
        /** Its log is compared with the leader's: one small message at a time. */
        PROBE,
        /** It is sent entries, many messages at a time. */
        STREAM,
        /** It is sent the snapshot, one part at a time, because the log begins behind its end. */
        INSTALL
    }

    private record Sent(long last, int bytes) {}

    private static final long PROBE_RETRY_NANOS = 500_000_000L;
    private static final long STREAM_RETRY_NANOS = 2_000_000_000L;
    private static final int MAX_BACKOFF = 8;

    private final BrokerId replica;
    private final Deque<Sent> inFlight = new ArrayDeque<>();
    private final long joinedSeq;
    private Mode mode = Mode.PROBE;
    private long next;
    private volatile long match;
    private long inFlightBytes;
    private boolean voting;
    private boolean awaiting;
    /** It has taken nothing yet since its log was compared: one message at a time, as it may have no room for more. */
    private boolean cautious;

    private boolean reading;
    private long probeSeq;
    private long ackedSeq;
    private long commitSent;
    private long sentAt;
    private long heardAt;
    private int backoff = 1;

    Progress(BrokerId replica, long next, long joinedSeq, long now) {
        this.replica = replica;
        this.joinedSeq = joinedSeq;
        this.next = next;
        this.heardAt = now;
        this.sentAt = now;
    }

    BrokerId replica() {
        return replica;
    }

    Mode mode() {
        return mode;
    }

    /** Index of the next entry to send. */
    long next() {
        return next;
    }

    /** Up to here the replica has the leader's log, durably. */
    long match() {
        return match;
    }

    /** As {@link #match}, but 0 for a replica that does not count yet. */
    long countedMatch() {
        return voting ? match : 0;
    }

    boolean voting() {
        return voting;
    }

    /** The latest message that it has answered. */
    long ackedSeq() {
        return ackedSeq;
    }

    /** The leader's count at the first message after the replica came into reach. */
    long joinedSeq() {
        return joinedSeq;
    }

    boolean isIdle() {
        return inFlight.isEmpty() && !awaiting && !reading;
    }

    boolean hasRoom(int window) {
        return inFlightBytes < (cautious ? 1 : window) && !reading;
    }

    boolean awaiting() {
        return awaiting;
    }

    /** Whether nothing is on its way to it, and it was not told that so much is committed. */
    boolean owesCommit(long commit) {
        return mode == Mode.STREAM && isIdle() && commitSent < commit;
    }

    void reading(boolean now) {
        reading = now;
    }

    void sentCommit(long commit, long now) {
        commitSent = commit;
        sentAt = now;
    }

    void sentEntries(long last, int bytes, long now) {
        inFlight.addLast(new Sent(last, bytes));
        inFlightBytes += bytes;
        next = last + 1;
        sentAt = now;
    }

    /** A message was sent that must be answered before the next. */
    void sentQuestion(long seq, long now) {
        awaiting = true;
        probeSeq = seq;
        sentAt = now;
    }

    /** Compares the logs anew, from an index. */
    void probeFrom(long index) {
        mode = Mode.PROBE;
        next = Math.max(index, match + 1);
        awaiting = false;
        inFlight.clear();
        inFlightBytes = 0;
    }

    void install() {
        mode = Mode.INSTALL;
        awaiting = false;
        inFlight.clear();
        inFlightBytes = 0;
    }

    /** Whether an answer is to a message from before the logs began to be compared anew. */
    boolean isStale(long seq) {
        return seq < probeSeq;
    }

    void answered() {
        awaiting = false;
    }

    void acked(long seq, long newMatch, boolean nowVoting, long now) {
        heard(now);
        ackedSeq = Math.max(ackedSeq, seq);
        cautious &= newMatch <= match;
        match = voting && !nowVoting ? newMatch : Math.max(match, newMatch); // else it has lost its disk
        voting = nowVoting;
        while (!inFlight.isEmpty() && inFlight.getFirst().last() <= match) {
            inFlightBytes -= inFlight.removeFirst().bytes();
        }
        if (mode != Mode.STREAM && seq >= probeSeq) {
            mode = Mode.STREAM;
            cautious = true;
            awaiting = false;
            next = match + 1;
        }
    }

    void heard(long now) {
        heardAt = now;
        backoff = 1;
    }

    /** Whether the answer takes so long that the message is taken for lost. */
    boolean isOverdue(long now) {
        if (mode == Mode.STREAM) {
            return !inFlight.isEmpty() && now - Math.max(sentAt, heardAt) > STREAM_RETRY_NANOS;
        }
        boolean overdue = awaiting && now - sentAt > backoff * PROBE_RETRY_NANOS;
        if (overdue) {
            backoff = Math.min(MAX_BACKOFF, backoff * 2);
        }
        return overdue;
    }
}

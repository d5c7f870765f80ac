package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.consensus.jgroups.rules.AppendCheck;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A replica while it follows a leader: compares every message with its log, appends what is new, has it all made durable
 * together, and then answers once. For the group's thread.
 */
final class Following {
    private static final System.Logger LOG = System.getLogger(Following.class.getName());

    private final Core core;
    private final Book book;
    private final BrokerId leader;
    private final long term;
    private long verified;
    private long seq;
    /**
     * What a blank replica must have, durable, to count again: the commit index that the leader first told it of. All that it may have
     * helped to commit before was committed by then. A goal that moved with the leader would keep a slow replica blank for as long as
     * there is load.
     */
    private long recoveryGoal;

    private long answeredMatch;
    private boolean answerNow;

    Following(Core core, long term, BrokerId leader) {
        this.core = core;
        this.book = core.book();
        this.term = term;
        this.leader = leader;
    }

    boolean follows(long ofTerm, BrokerId ofLeader) {
        return term == ofTerm && leader.equals(ofLeader);
    }

    void append(Rpc.Append append, ByteBuffer payload) {
        AppendCheck check = AppendCheck.of(book, book.commit(), append.prevIndex(), append.prevTerm());
        if (check instanceof AppendCheck.Differs differs) {
            refuse(append, differs.tryAt());
            return;
        }
        Optional<Fresh> fresh = Fresh.of(append.prevIndex(), append.count(), parse(payload));
        if (fresh.isEmpty()) {
            refuse(append, append.prevIndex()); // damaged: to be sent again
            return;
        }
        Fresh received = fresh.get();
        received.skipWhile(this::has);
        boolean taken = hasRoomFor(received); // else to be sent again: as if this replica were slow
        boolean nothingNew = !taken || !appendNew(received);
        verified = Math.max(verified, taken ? append.prevIndex() + append.count() : received.firstIndex() - 1);
        seq = Math.max(seq, append.seq());
        recoveryGoal = recoveryGoal == 0 ? append.commit() : recoveryGoal;
        answerNow |= append.reply() && nothingNew;
        core.commitTo(AppendCheck.commitIndex(book.commit(), append.commit(), verified));
    }

    private void refuse(Rpc.Append append, long tryAt) {
        core.wire().send(leader, new Rpc.Nack(term, append.seq(), tryAt));
    }

    /** The batches, all of them whole and undamaged, or none. */
    private static List<RecordBatch> parse(ByteBuffer payload) {
        List<RecordBatch> batches = new ArrayList<>();
        try {
            for (RecordBatch batch : RecordBatches.in(payload)) {
                if (!batch.crcMatches()) {
                    throw new InvalidBatchException("checksum of " + batch + " is wrong");
                }
                batches.add(batch);
            }
        } catch (InvalidBatchException e) {
            LOG.log(System.Logger.Level.WARNING, "dropped damaged entries of a leader: {0}", e.getMessage());
            return List.of();
        }
        return batches;
    }

    /** The group's own entries are few, and without them no leader gets anywhere. */
    private boolean hasRoomFor(Fresh received) {
        int bytes = received.recordBytes();
        return bytes == 0 || core.env().listener().hasRoomFor(bytes);
    }

    /** Says whether something was new. */
    private boolean appendNew(Fresh received) {
        if (received.isEmpty()) {
            return false;
        }
        if (received.firstIndex() <= book.lastIndex()) {
            book.truncate(received.firstIndex(), core.syncer());
            core.votersMayHaveChanged();
        }
        book.append(received.from(book.endOffset()));
        core.votersMayHaveChanged();
        return true;
    }

    /** Same index and same term is the same entry (Raft, section 5.3, log matching). */
    private boolean has(long index, long ofTerm) {
        return index <= book.lastIndex() && book.termAt(index) == ofTerm;
    }

    /** The log was replaced by the beginning of the leader's. */
    void installed() {
        verified = book.lastIndex();
    }

    /** Has durable what was appended, and answers if there is something to say. */
    void flush() {
        if (book.durable() < book.lastIndex()) {
            core.syncer().request(book.lastIndex());
        }
        long match = Math.min(verified, book.durable());
        boolean recovered = core.terms().blank() && recoveryGoal > 0 && match >= recoveryGoal;
        if (recovered) {
            core.terms().recovered();
        }
        if (answerNow || recovered || match > answeredMatch) {
            answerNow = false;
            answeredMatch = match;
            core.wire().send(leader, new Rpc.Ack(term, seq, match, !core.terms().blank()));
        }
    }
}

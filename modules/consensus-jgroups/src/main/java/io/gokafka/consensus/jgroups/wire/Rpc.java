package io.gokafka.consensus.jgroups.wire;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.rules.Canvassing.Kind;
import io.gokafka.consensus.jgroups.rules.Canvassing.Verdict;
import io.gokafka.consensus.jgroups.rules.LogEnd;
import java.util.List;
import java.util.Optional;

/** A message between two replicas of a group. Any of them may get lost; none is taken for delivered before its answer. */
public sealed interface Rpc {
    /** The sender's term; what the term means is said with each message. */
    long term();

    /**
     * A leader's entries, or its claim about its log (Raft, AppendEntries); the entries are the payload.
     *
     * @param term the leader's term
     * @param seq the leader's count of messages in that term
     * @param prevIndex index of the entry before them
     * @param prevTerm its term
     * @param count number of entries; when the first batch is a {@linkplain io.gokafka.api.record.Hole hole} that begins before
     *     {@code prevIndex + 1}, what it stands for before that is not counted
     * @param commit the leader's commit index; 0 while no entry of its term is committed
     * @param reply whether an answer is wanted when all is well
     */
    record Append(long term, long seq, long prevIndex, long prevTerm, long count, long commit, boolean reply)
            implements Rpc {}

    /**
     * The logs are the same up to an index.
     *
     * @param term the follower's term
     * @param seq of the latest message that it has processed
     * @param match everything up to here is the leader's, and durable
     * @param voting whether the follower remembers its votes and acknowledgements, so that it counts
     */
    record Ack(long term, long seq, long match, boolean voting) implements Rpc {}

    /**
     * The logs differ, or the leader's term is over.
     *
     * @param term the follower's term
     * @param seq of the message that is answered
     * @param tryAt where to compare next
     */
    record Nack(long term, long seq, long tryAt) implements Rpc {}

    /**
     * The leader's log begins behind the follower's end: a part of the leader's snapshot, with where its log begins.
     *
     * @param term the leader's term
     * @param seq the leader's count
     * @param head what is the same in all parts
     * @param position where this part stands in the snapshot's state
     */
    record Install(long term, long seq, Head head, int position) implements Rpc {
        /**
         * What is sent.
         *
         * @param firstIndex the leader's first index
         * @param startOffset the offset there
         * @param previousTerm term of the entry before it
         * @param index the snapshot's index
         * @param snapshotTerm its term
         * @param offset its offset
         * @param voters its voters
         * @param total size of its state in bytes
         */
        public record Head(
                long firstIndex,
                long startOffset,
                long previousTerm,
                long index,
                long snapshotTerm,
                long offset,
                List<BrokerId> voters,
                int total) {}
    }

    /**
     * Parts of a snapshot have arrived.
     *
     * @param term the follower's term
     * @param seq of the part that is answered
     * @param received how many bytes of the state it has
     */
    record InstallAck(long term, long seq, int received) implements Rpc {}

    /**
     * An organiser asks for a vote.
     *
     * @param term the term that it wants to begin
     * @param kind what it asks
     */
    record Canvass(long term, Kind kind) implements Rpc {}

    /**
     * The answer.
     *
     * @param term the voter's term
     * @param asked the term that it was asked for
     * @param kind what it was asked
     * @param verdict its answer
     * @param end the end of its log, durable
     * @param voters the voters by its log
     * @param leader the leader that it knows
     */
    record Ballot(
            long term,
            long asked,
            Kind kind,
            Verdict verdict,
            LogEnd end,
            List<BrokerId> voters,
            Optional<BrokerId> leader)
            implements Rpc {}

    /** The organiser tells the receiver that it leads the term. */
    record Elected(long term) implements Rpc {}

    /** A replica asks who leads, and to be given the log. */
    record Ask(long term) implements Rpc {}

    /** Who leads, as far as the sender knows. */
    record Hint(long term, Optional<BrokerId> leader) implements Rpc {}

    /**
     * The sender does not lead.
     *
     * @param term its term
     * @param leaves whether it takes no part at all any more
     */
    record Resign(long term, boolean leaves) implements Rpc {}
}

package io.gokafka.simulation.invariant;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.Vote;

/** Something that has happened and that a rule may be about. */
public sealed interface Observation {
    /** A broker was started, for another time; what it has is what its disk had. */
    record Opened(BrokerId broker) implements Observation {}

    /** A broker lost its disk. */
    record Wiped(BrokerId broker) implements Observation {}

    /** A replica has stored a vote. */
    record Voted(BrokerId broker, Vote vote) implements Observation {}

    /** A replica leads a term, with a log that ends at an index. */
    record Led(BrokerId broker, long term, long lastIndex) implements Observation {}

    /** A replica has learned, in a term, that an entry of its log is committed. */
    record Committed(BrokerId broker, long inTerm, LoggedEntry entry) implements Observation {}

    /** A replica tells where it stands. */
    record Advanced(BrokerId broker, long commitIndex, long highWatermark, long logStart) implements Observation {}

    /** A client has begun to send a batch. */
    record Sent(SentBatch batch) implements Observation {}

    /** A broker has acknowledged a batch that all shall have. */
    record Acknowledged(BrokerId broker, long name, long baseOffset) implements Observation {}

    /** The oldest batch of a producer, sent alone, was refused for its sequence or epoch by the leader of a term. */
    record Refused(BrokerId broker, long term, long name, String why) implements Observation {}

    /** A client was told of a batch, sent once, that it was certainly not written, nor will be. */
    record Declined(BrokerId broker, long name, String why) implements Observation {}

    /** A broker has shown an entry to a reader that it told this high watermark. */
    record Shown(BrokerId broker, long highWatermark, LoggedEntry entry) implements Observation {}

    /** A barrier that was asked for when an index was committed, somewhere, has passed at an index. */
    record BarrierPassed(BrokerId broker, long committedBefore, long index) implements Observation {}

    /** A replica has stopped for good, though its disk is well. */
    record Stopped(BrokerId broker, Throwable why) implements Observation {}
}

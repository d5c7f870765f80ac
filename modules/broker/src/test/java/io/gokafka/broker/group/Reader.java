package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.util.List;
import java.util.Set;

/** A client in a simulation, of whichever protocol. */
interface Reader {
    /** Its id as it is now. */
    String id();

    /** What it reads. */
    Set<TopicPartition> owned();

    /** What it wants. */
    List<String> topics();

    /** Whether it is still there. */
    boolean isAlive();

    /** Talks to its coordinator, whose answer may be lost on its way. */
    void heartbeat(boolean answerLost);

    /** Stops reading what it was told to give up. */
    void finishRevoking();

    /** Drops everything when it has heard nothing for a session. */
    void watchSession();

    /** Leaves for good. */
    void leave();

    /** Is gone without a word. */
    void crash();

    /** Another process takes over, if it can. */
    void restart();
}

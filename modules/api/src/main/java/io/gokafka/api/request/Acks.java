package io.gokafka.api.request;

/** When a produce request is answered. */
public enum Acks {
    /** At once, before anything is stored; the answer has no offset, and records may be lost. */
    NONE,
    /** When the leader has it in its log: it may be lost if the leader is. */
    LEADER,
    /** When a majority of the replicas has it, durable: it is not lost while a majority survives. The default. */
    ALL
}

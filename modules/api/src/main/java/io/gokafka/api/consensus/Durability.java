package io.gokafka.api.consensus;

/** What a replica has done with an entry when it acknowledges it. */
public enum Durability {
    /** It is on disk ({@link io.gokafka.api.storage.PartitionLog#sync}): the default. */
    SYNC,
    /** The operating system has it: it survives the death of the process, not that of the machine. As Apache Kafka. */
    OS
}

package io.gokafka.broker.partition;

import io.gokafka.api.TopicPartition;
import io.gokafka.broker.topic.TopicConfig;

/** A partition of which this broker keeps a replica. */
public interface HostedPartition extends AutoCloseable {
    /** The topic's name and the partition's number. */
    TopicPartition name();

    /** The replica. */
    Replica replica();

    /** For fetching. */
    PartitionReader reader();

    /** Its topic has other settings from now on; what is underway ends by the old ones. */
    void reconfigure(TopicConfig config);

    /** Leaves the group and closes the store; what the next start would have to read is saved. */
    @Override
    void close();
}

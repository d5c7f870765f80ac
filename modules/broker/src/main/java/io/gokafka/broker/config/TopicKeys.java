package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigKey;
import java.util.List;

/** What a topic is like when nobody says otherwise. */
public final class TopicKeys {
    /** Each partition is a Raft group with a log of its own; more than this in one topic is a slip of the keyboard. */
    public static final int MAX_PARTITIONS = 10_000;

    /** Raft groups beyond this size only get slower. */
    public static final int MAX_REPLICATION_FACTOR = 9;

    public static final ConfigKey<Boolean> AUTO_CREATE_TOPICS = ConfigKey.flag(
            "auto-create-topics", true, "Whether the first use of a topic that does not exist creates it.");

    public static final ConfigKey<Integer> DEFAULT_PARTITIONS = ConfigKey.integer(
            "default-partitions",
            1,
            1,
            MAX_PARTITIONS,
            "How many partitions a topic gets that is created without saying so.");

    public static final ConfigKey<Integer> DEFAULT_REPLICATION_FACTOR = ConfigKey.integer(
            "default-replication-factor",
            3,
            1,
            MAX_REPLICATION_FACTOR,
            "How many brokers keep each partition of a topic that is created without saying so, and of internal topics."
                    + " While the cluster has fewer brokers than this, each of them is a replica.");

    public static final ConfigKey<Integer> OFFSETS_TOPIC_PARTITIONS = ConfigKey.integer(
            "offsets-topic-partitions",
            8,
            1,
            1_000,
            "How many partitions the internal topic of consumer groups is created with; the groups are spread over"
                    + " them. Read once in a cluster's life: later changes have no effect.");

    private TopicKeys() {}

    /** All keys of this class, in the order of the reference. */
    public static List<ConfigKey<?>> all() {
        return List.of(AUTO_CREATE_TOPICS, DEFAULT_PARTITIONS, DEFAULT_REPLICATION_FACTOR, OFFSETS_TOPIC_PARTITIONS);
    }
}

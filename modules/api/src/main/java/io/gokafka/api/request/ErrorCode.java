package io.gokafka.api.request;

/** What went wrong with a request. The names are part of the public protocol: they are added to, never changed. */
public enum ErrorCode {
    /** The request is malformed or contradicts itself. */
    INVALID_REQUEST(false),
    /** A topic's name is not allowed. */
    INVALID_TOPIC(false),
    /** A topic's setting is unknown or has a bad value. */
    INVALID_CONFIG(false),
    /** There are not enough brokers for the replication factor, or it is out of range. */
    INVALID_REPLICATION_FACTOR(false),
    /** The number of partitions is out of range. */
    INVALID_PARTITIONS(false),
    /** A topic of this name exists. */
    TOPIC_EXISTS(false),
    /** There is no such topic. A client that knows better may ask again: brokers learn of a new topic one after the other. */
    UNKNOWN_TOPIC(true),
    /** The topic has no such partition. */
    UNKNOWN_PARTITION(false),
    /** The topic is the cluster's own and not for clients to change. */
    INTERNAL_TOPIC(false),
    /** Another broker leads the partition; nothing was done. The failure names the leader if it is known. */
    NOT_LEADER(true),
    /** No leader is known at the moment; nothing was done. */
    NO_LEADER(true),
    /** Another broker coordinates the group; nothing was done. */
    NOT_COORDINATOR(true),
    /** The offset is below the log's start or beyond its end. */
    OFFSET_OUT_OF_RANGE(false),
    /** A record or batch is larger than the limit. */
    RECORD_TOO_LARGE(false),
    /** The batch's bytes are damaged or malformed. */
    CORRUPT_BATCH(false),
    /** A batch of an idempotent producer came before one that it must follow; nothing was done. */
    OUT_OF_ORDER_SEQUENCE(true),
    /** A newer instance of the producer has taken over. */
    PRODUCER_FENCED(false),
    /** It is unknown whether the record was, or will be, committed: leadership was lost or the time was up. */
    INDETERMINATE(true),
    /** Too much is in flight; nothing was done. */
    OVERLOADED(true),
    /** The broker cannot be reached, or is starting up or shutting down. */
    UNAVAILABLE(true),
    /** The request was not answered in its time. */
    TIMEOUT(true),
    /** The group does not know this member: it must join again. */
    UNKNOWN_MEMBER(false),
    /** The member's epoch is out of date: it must join again. */
    FENCED_MEMBER_EPOCH(false),
    /** There is no such group. */
    UNKNOWN_GROUP(false),
    /** The group has members. */
    GROUP_NOT_EMPTY(false),
    /** The group's name is not allowed. */
    INVALID_GROUP(false),
    /** The reader knows an older leader than there is now: it looks for the new one. */
    FENCED_TERM(true),
    /** The reader knows a newer leader than the broker that answers does. */
    UNKNOWN_TERM(true),
    /** There is no topic of this id. A client that knows better may ask again. */
    UNKNOWN_TOPIC_ID(true),
    /** A record breaks a rule of the format or of its topic. */
    INVALID_RECORD(false),
    /** A record's timestamp is too far from the present. */
    INVALID_TIMESTAMP(false),
    /** The batch has a format that is not spoken any more. */
    UNSUPPORTED_FORMAT(false),
    /** Fewer replicas are there than the topic's {@code min.insync.replicas}; nothing was done. */
    NOT_ENOUGH_REPLICAS(true),
    /** It is committed, but fewer replicas have it than the topic's {@code min.insync.replicas}. */
    NOT_ENOUGH_REPLICAS_AFTER_APPEND(true),
    /** The replicas that were asked for are not possible. */
    INVALID_REPLICA_ASSIGNMENT(false),
    /** The preferred replica leads already. */
    ELECTION_NOT_NEEDED(false),
    /** The preferred replica cannot lead now. */
    PREFERRED_LEADER_NOT_AVAILABLE(true),
    /** The partition is not being moved. */
    NO_REASSIGNMENT(false),
    /** The note of a committed offset is too long. */
    OFFSET_METADATA_TOO_LARGE(false),
    /** The members of a classic group have to join again. */
    REBALANCE_IN_PROGRESS(true),
    /** The member's generation is out of date: it must join again. */
    ILLEGAL_GENERATION(false),
    /** The member and the group have no protocol in common. */
    INCONSISTENT_GROUP_PROTOCOL(false),
    /** The session timeout is out of range. */
    INVALID_SESSION_TIMEOUT(false),
    /** Another member has taken over the name of the static member. */
    FENCED_INSTANCE_ID(false),
    /** A member with the name of the static member is still there. */
    UNRELEASED_INSTANCE_ID(false),
    /** There is no such assignor. */
    UNSUPPORTED_ASSIGNOR(false),
    /** A pattern of topic names is malformed. */
    INVALID_REGULAR_EXPRESSION(false),
    /** The member's epoch is behind: it takes its new one from its next heartbeat. */
    STALE_MEMBER_EPOCH(false),
    /** The group has as many members as are allowed. */
    GROUP_FULL(false),
    /** Members of the group read the topic. */
    GROUP_SUBSCRIBED_TO_TOPIC(false),
    /** A broker of this id belongs to the cluster already, with another data directory. */
    BROKER_ID_TAKEN(false),
    /** There is no such broker in the cluster. */
    UNKNOWN_BROKER(false),
    /** The broker belongs to another cluster. */
    CLUSTER_MISMATCH(false),
    /** The broker's storage failed. */
    STORAGE_ERROR(true),
    /** There is no space for more records on the leader's disk; nothing was done. */
    DISK_FULL(true),
    /** The broker does not do this. */
    UNSUPPORTED(false),
    /** A defect in the broker; its log has more. */
    INTERNAL(false);

    private final boolean retriable;

    ErrorCode(boolean retriable) {
        this.retriable = retriable;
    }

    /** Whether the same request may succeed when it is made again, perhaps of another broker. */
    public boolean isRetriable() {
        return retriable;
    }
}

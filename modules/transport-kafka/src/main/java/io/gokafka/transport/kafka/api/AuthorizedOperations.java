package io.gokafka.transport.kafka.api;

import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/** What a client may do, as a bit field: all that there is, as with a Kafka that has no authorizer. */
public final class AuthorizedOperations {
    /** Nobody asked. */
    public static final int NOT_ASKED = Integer.MIN_VALUE;

    private static final int CLUSTER = bits(
            AclOperation.CREATE,
            AclOperation.CLUSTER_ACTION,
            AclOperation.DESCRIBE_CONFIGS,
            AclOperation.ALTER_CONFIGS,
            AclOperation.IDEMPOTENT_WRITE,
            AclOperation.ALTER,
            AclOperation.DESCRIBE);

    private static final int TOPIC = bits(
            AclOperation.READ,
            AclOperation.WRITE,
            AclOperation.CREATE,
            AclOperation.DESCRIBE,
            AclOperation.DELETE,
            AclOperation.ALTER,
            AclOperation.DESCRIBE_CONFIGS,
            AclOperation.ALTER_CONFIGS);

    private static final int GROUP = bits(AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DELETE);

    private AuthorizedOperations() {}

    /** On the cluster. */
    public static int cluster(boolean asked) {
        return asked ? CLUSTER : NOT_ASKED;
    }

    /** On a topic. */
    public static int topic(boolean asked) {
        return asked ? TOPIC : NOT_ASKED;
    }

    /** On a group. */
    public static int group(boolean asked) {
        return asked ? GROUP : NOT_ASKED;
    }

    private static int bits(AclOperation... operations) {
        return Stream.of(operations)
                .mapToInt(operation -> 1 << operation.code())
                .reduce(0, (a, b) -> a | b);
    }
}

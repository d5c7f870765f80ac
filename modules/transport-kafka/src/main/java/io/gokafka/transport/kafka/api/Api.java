package io.gokafka.transport.kafka.api;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

/**
 * One API of the Kafka protocol: maps its request to requests of the broker, and their answers back. No policy.
 *
 * <p><b>Threading.</b> Safe for use by several threads; called on a connection's virtual thread, and may block while it hands requests
 * to the broker in their order. What depends on answers of the broker must not block.
 *
 * @param <Q> the request's generated class
 */
public interface Api<Q extends ApiMessage> {
    /** Which API. */
    ApiKeys key();

    /** The oldest version that is served; those between it and {@link #newest} are, all of them. */
    short oldest();

    /** The newest version that is served; not one whose fields are ignored. */
    short newest();

    /**
     * Answers.
     *
     * @return the response's generated class; errors are in it, as the API wants them. A future that fails closes the connection: so it
     *     does with a defect only
     */
    CompletableFuture<? extends ApiMessage> answer(Q request, Call call) throws InterruptedException;

    /**
     * Whether requests of one connection may be in progress together when all of them allow it. All others run alone and in their
     * order, as Kafka clients expect: a commit does not overtake the one before it.
     */
    default boolean isPipelined() {
        return false;
    }

    /** Whether it may wait for something to happen, and changes nothing: then it is given up when its client has gone. */
    default boolean isLongPoll() {
        return false;
    }

    /** Whether the client waits for an answer. If not, the future completes all the same, and what it holds is dropped. */
    default boolean isAnswered(Q request) {
        return true;
    }
}

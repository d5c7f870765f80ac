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

    /**
     * Whether it may wait for something to happen: then nobody waits for its answer any more when its client has gone, or when the
     * broker stops. What it has changed stays.
     */
    default boolean isLongPoll() {
        return false;
    }

    /**
     * Whether what it takes of the memory for requests is given back as soon as it is handed over, since it waits for requests of other
     * clients. The broker itself bounds what it keeps of it.
     */
    default boolean givesMemoryBack() {
        return false;
    }

    /** Whether the client waits for an answer. If not, the future completes all the same, and what it holds is dropped. */
    default boolean isAnswered(Q request) {
        return true;
    }
}

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
}

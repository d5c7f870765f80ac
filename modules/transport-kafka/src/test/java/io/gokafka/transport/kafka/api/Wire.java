package io.gokafka.transport.kafka.api;

import static org.junit.jupiter.api.Assertions.assertSame;

import io.gokafka.api.request.RequestContext;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;

/** Sends a request to an API as bytes, and reads its answer from bytes, so that nothing passes that a version has no field for. */
public final class Wire {
    /** Who asks. */
    public static final RequestContext CLIENT = new RequestContext("client", "192.0.2.1:50000");

    private Wire() {}

    /** The answer to a request in a version. */
    public static <Q extends ApiMessage> ApiMessage call(Api<Q> api, Q request, int version) {
        return call(api, request, version, () -> {});
    }

    /** Whether an API wants the connection to end behind its answer. */
    public static <Q extends ApiMessage> boolean hangsUp(Api<Q> api, Q request, int version) {
        AtomicBoolean hangsUp = new AtomicBoolean();
        call(api, request, version, () -> hangsUp.set(true));
        return hangsUp.get();
    }

    private static <Q extends ApiMessage> ApiMessage call(Api<Q> api, Q request, int version, Runnable hangUp) {
        short number = (short) version;
        ApiMessage read = api.key().messageType.newRequest();
        read.read(new ByteBufferAccessor(bytes(request, number)), number);
        try {
            // A broker that answers is never waited for; a request's own time may be.
            ApiMessage answer = api.answer(cast(read, request), new Call(number, CLIENT, hangUp))
                    .get(20, TimeUnit.SECONDS);
            ApiMessage received = api.key().messageType.newResponse();
            received.read(new ByteBufferAccessor(bytes(answer, number)), number);
            return received;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** The answer to a request in a version, as what it is. */
    public static <Q extends ApiMessage, A extends ApiMessage> A call(
            Class<A> answer, Api<Q> api, Q request, int version) {
        return answer.cast(call(api, request, version));
    }

    /** The API of a key among several. */
    @SuppressWarnings("unchecked") // an API takes the requests of its key
    public static <Q extends ApiMessage> Api<Q> find(List<Api<?>> apis, ApiKeys key) {
        return (Api<Q>)
                apis.stream().filter(api -> api.key() == key).findFirst().orElseThrow();
    }

    private static ByteBuffer bytes(ApiMessage message, short version) {
        return MessageUtil.toByteBufferAccessor(message, version).buffer();
    }

    @SuppressWarnings("unchecked") // read by the same generated class
    private static <Q extends ApiMessage> Q cast(ApiMessage read, Q request) {
        assertSame(request.getClass(), read.getClass());
        return (Q) read;
    }
}

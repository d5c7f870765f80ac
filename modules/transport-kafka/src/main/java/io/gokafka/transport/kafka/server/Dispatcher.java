package io.gokafka.transport.kafka.server;

import io.gokafka.api.request.RequestContext;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a request and hands it to its API.
 *
 * <p>Safe for use by several threads.
 */
final class Dispatcher {
    /**
     * Hands a request on.
     *
     * @param remote the client's address, for people
     * @throws BadRequestException when it is not of the protocol, or of a version that is not served
     */
    PendingAnswer dispatch(Frame frame, String remote) throws InterruptedException {
        return dispatch(frame.api(), frame, remote);
    }

    private static <Q extends ApiMessage> PendingAnswer dispatch(Api<Q> api, Frame frame, String remote)
            throws InterruptedException {
        ByteBuffer bytes = frame.bytes();
        short version = bytes.getShort(Short.BYTES);
        RequestHeaderData header = header(api, version, bytes);
        if (version < api.oldest() || version > api.newest()) {
            return unsupported(api, header, frame);
        }
        Q body = body(api, version, bytes);
        AtomicBoolean isLast = new AtomicBoolean();
        Call call = new Call(version, new RequestContext(text(header.clientId()), remote), () -> isLast.set(true));
        return new PendingAnswer(
                header.correlationId(),
                api.key().responseHeaderVersion(version),
                version,
                api.isAnswered(body),
                api.isLongPoll(),
                isLast::get,
                api.answer(body, call),
                frame.memory());
    }

    private static RequestHeaderData header(Api<?> api, short version, ByteBuffer bytes) {
        try {
            return new RequestHeaderData(
                    new ByteBufferAccessor(bytes), api.key().requestHeaderVersion(version));
        } catch (RuntimeException e) { // whatever the generated code meets with
            throw malformed(api, version, e);
        }
    }

    @SuppressWarnings("unchecked") // an API names the class of its key
    private static <Q extends ApiMessage> Q body(Api<Q> api, short version, ByteBuffer bytes) {
        try {
            ApiMessage body = api.key().messageType.newRequest();
            body.read(new ByteBufferAccessor(bytes), version);
            return (Q) body;
        } catch (RuntimeException e) { // whatever the generated code meets with
            throw malformed(api, version, e);
        }
    }

    /** Only who asks for the versions is told that there are others. */
    private static PendingAnswer unsupported(Api<?> api, RequestHeaderData header, Frame frame) {
        if (!(api instanceof ApiVersionsApi versions)) {
            throw new BadRequestException(api.key() + " version " + header.requestApiVersion()
                    + " is not served: allowed are " + api.oldest() + " to " + api.newest());
        }
        return new PendingAnswer(
                header.correlationId(),
                (short) 0,
                (short) 0,
                true,
                false,
                () -> false,
                CompletableFuture.completedFuture(versions.unsupportedVersion()),
                frame.memory());
    }

    private static BadRequestException malformed(Api<?> api, short version, RuntimeException cause) {
        return new BadRequestException("a malformed " + api.key() + " request of version " + version + ": " + cause);
    }

    private static String text(@Nullable String clientId) {
        return clientId == null ? "" : clientId;
    }
}

package io.gokafka.transport.grpc.codec;

import com.google.protobuf.Message;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.Response;
import io.grpc.MethodDescriptor;
import java.time.Duration;

/**
 * One kind of request as messages, for both ends. What a peer sent may be anything: reading throws
 * {@link IllegalArgumentException} or {@link io.gokafka.api.request.RequestException}, which say what is wrong with it.
 *
 * @param <T> the kind of request
 * @param <R> the answer to it
 * @param <Q> the request as a message
 * @param <A> the answer as a message
 */
public interface Mapping<T extends Request<R>, R extends Response, Q extends Message, A extends Message> {
    /** The kind of request. */
    Class<T> type();

    /** The rpc that carries it. */
    MethodDescriptor<Q, A> method();

    /** The request as a message. */
    Q write(T request);

    /** The request of a message. */
    T read(Q message);

    /** The answer as a message; it may share memory with the answer. */
    A writeAnswer(R answer);

    /** The answer of a message; it may share memory with the message. */
    R readAnswer(A message);

    /** Whether carrying it out twice is the same as once, so that a lost answer is no more than an unreachable broker. */
    default boolean isRepeatable() {
        return true;
    }

    /** How long a client waits for the answer. */
    default Duration patience(T request, Duration usual) {
        return usual;
    }
}

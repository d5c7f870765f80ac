package io.gokafka.transport.grpc.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message into one array of its own, which the message's {@code bytes} fields then share. The generated marshaller
 * copies each of them once more, and a record batch is nearly all of its message.
 */
final class AliasingMarshaller<M extends Message> implements PrototypeMarshaller<M> {
    private final PrototypeMarshaller<M> generated;
    private final M prototype;
    private final Parser<M> parser;

    @SuppressWarnings("unchecked") // a message's parser makes messages of its own class
    AliasingMarshaller(PrototypeMarshaller<M> generated) {
        this.generated = generated;
        this.prototype = Objects.requireNonNull(generated.getMessagePrototype());
        this.parser = (Parser<M>) prototype.getParserForType();
    }

    @Override
    public InputStream stream(M message) {
        return generated.stream(message);
    }

    @Override
    public M parse(InputStream stream) {
        try {
            CodedInputStream in =
                    UnsafeByteOperations.unsafeWrap(allBytes(stream)).newCodedInput();
            in.enableAliasing(true);
            M message = parser.parseFrom(in);
            in.checkLastTagWas(0);
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw Status.INVALID_ARGUMENT
                    .withDescription(
                            "this is not a " + prototype.getDescriptorForType().getFullName() + ": " + e.getMessage())
                    .asRuntimeException();
        } catch (IOException e) {
            throw Status.INTERNAL.withDescription(e.getMessage()).withCause(e).asRuntimeException();
        }
    }

    private static byte[] allBytes(InputStream stream) throws IOException {
        if (!(stream instanceof KnownLength)) {
            return stream.readAllBytes(); // a compressed message; gRPC limits what it unfolds to
        }
        byte[] bytes = new byte[stream.available()];
        stream.readNBytes(bytes, 0, bytes.length);
        return bytes;
    }

    @Override
    public @Nullable M getMessagePrototype() {
        return prototype;
    }

    @Override
    public Class<M> getMessageClass() {
        return generated.getMessageClass();
    }
}

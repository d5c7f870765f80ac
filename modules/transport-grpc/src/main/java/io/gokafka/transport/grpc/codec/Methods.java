package io.gokafka.transport.grpc.codec;

import com.google.protobuf.Message;
import io.gokafka.transport.grpc.proto.ConsumeRequest;
import io.gokafka.transport.grpc.proto.ConsumeResponse;
import io.gokafka.transport.grpc.proto.LogGrpc;
import io.gokafka.transport.grpc.proto.ProduceStreamRequest;
import io.gokafka.transport.grpc.proto.ProduceStreamResponse;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;

/** The rpcs of the API, with a marshaller that copies the bytes of a message only once. */
public final class Methods {
    /** Appending with many requests in flight. */
    public static final MethodDescriptor<ProduceStreamRequest, ProduceStreamResponse> PRODUCE_STREAM =
            aliasing(LogGrpc.getProduceStreamMethod());

    /** Following a log. */
    public static final MethodDescriptor<ConsumeRequest, ConsumeResponse> CONSUME =
            aliasing(LogGrpc.getConsumeMethod());

    private Methods() {}

    static <Q extends Message, A extends Message> MethodDescriptor<Q, A> aliasing(MethodDescriptor<Q, A> generated) {
        return generated.toBuilder(
                        aliasing(generated.getRequestMarshaller()), aliasing(generated.getResponseMarshaller()))
                .build();
    }

    private static <M extends Message> Marshaller<M> aliasing(Marshaller<M> generated) {
        if (generated instanceof PrototypeMarshaller<M> marshaller) {
            return new AliasingMarshaller<>(marshaller);
        }
        throw new IllegalStateException("generated code without a prototype: " + generated);
    }
}

package io.gokafka.transport.grpc.client;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/** Whether a call has reached a connection: if not, the broker has never heard of it. */
final class Departure extends ClientStreamTracer.Factory {
    private volatile boolean left;

    boolean hasLeft() {
        return left;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void streamCreated(Attributes transport, Metadata sent) {
                left = true;
            }
        };
    }
}

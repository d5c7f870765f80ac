package io.gokafka.transport.grpc.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.transport.grpc.codec.Mappings;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnaryCallTest {
    /** What gRPC's channel does once the client's threads have ended. */
    private static final class EndedChannel extends Channel {
        @Override
        public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
            return new ClientCall<>() {
                @Override
                public void start(Listener<A> listener, io.grpc.Metadata headers) {
                    throw new RejectedExecutionException();
                }

                @Override
                public void request(int messages) {}

                @Override
                public void cancel(@Nullable String why, @Nullable Throwable cause) {}

                @Override
                public void halfClose() {}

                @Override
                public void sendMessage(Q message) {}
            };
        }

        @Override
        public String authority() {
            return "none";
        }
    }

    @Test
    void aRequestThatMeetsTheEndOfTheClientsThreadsIsToldThatTheClientIsClosed() {
        Metadata request = new Metadata(List.of(), true, false);
        CompletableFuture<Metadata.Result> answer = new UnaryCall<>(Mappings.of(request), request, "broker")
                .start(new EndedChannel(), RequestContext.LOCAL, Duration.ofSeconds(1));
        ExecutionException failure = assertThrows(ExecutionException.class, () -> answer.get(10, TimeUnit.SECONDS));
        RequestException told = assertInstanceOf(RequestException.class, failure.getCause());
        assertEquals(ErrorCode.UNAVAILABLE, told.code());
    }
}

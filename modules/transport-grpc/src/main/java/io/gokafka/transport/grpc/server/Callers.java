package io.gokafka.transport.grpc.server;

import io.gokafka.api.HostPort;
import io.gokafka.api.request.RequestContext;
import io.gokafka.transport.grpc.codec.Headers;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Notes who calls, from the headers and the connection, where handlers find it. */
final class Callers implements ServerInterceptor {
    private static final Context.Key<RequestContext> CALLER =
            Context.keyWithDefault("gokafka-caller", RequestContext.LOCAL);

    /** Who makes the call that is being handled by this thread. */
    static RequestContext current() {
        return CALLER.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        @Nullable SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        RequestContext caller = new RequestContext(Headers.clientId(headers), text(remote));
        return Contexts.interceptCall(Context.current().withValue(CALLER, caller), call, headers, next);
    }

    private static String text(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress inet) {
            return new HostPort(inet.getHostString(), inet.getPort()).toString();
        }
        return String.valueOf(address);
    }
}

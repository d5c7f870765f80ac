package io.gokafka.transport.grpc.server;

import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import io.gokafka.api.transport.TransportException;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Builds and binds the HTTP/2 server, with its limits. */
final class Listening {
    /** HTTP/2 headers of a call, which are read before anything else. */
    private static final int MAX_HEADERS = 8 << 10;

    /** Time for a connection to prove that it speaks HTTP/2. */
    private static final int HANDSHAKE_SECONDS = 10;

    /** A peer that is silent for so long is asked whether it is there ... */
    private static final int KEEPALIVE_SECONDS = 60;

    /** ... and is gone when it does not answer within this. */
    private static final int KEEPALIVE_TIMEOUT_SECONDS = 20;

    /** How often a client may ask the same. */
    private static final int PERMIT_KEEPALIVE_SECONDS = 5;

    /** Calls that a client may reset in ten seconds: more is an attack (CVE-2023-44487). */
    private static final int MAX_RESETS = 2000;

    private Listening() {}

    static Server start(ServerSettings settings, Limits limits, Services services, ServerThreads threads) {
        InetSocketAddress address = resolved(settings.address());
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address)
                .bossEventLoopGroup(threads.accepting())
                .workerEventLoopGroup(threads.reading())
                .channelFactory(() -> new BoundedAcceptor(settings.maxConnections()))
                .withChildOption(ChannelOption.TCP_NODELAY, true)
                .executor(threads.calls())
                .intercept(new Callers())
                .addServices(services.all());
        limit(builder, settings, limits);
        try {
            return builder.build().start();
        } catch (IOException e) {
            throw cannotBind(settings.address(), e);
        }
    }

    private static void limit(NettyServerBuilder builder, ServerSettings settings, Limits limits) {
        builder.maxInboundMessageSize(limits.maxRequestBytes())
                .maxInboundMetadataSize(MAX_HEADERS)
                .maxConcurrentCallsPerConnection(settings.maxCallsPerConnection())
                .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveTime(PERMIT_KEEPALIVE_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxRstFramesPerWindow(MAX_RESETS, 10);
    }

    /** A wildcard is no address to connect to, so it cannot be told to clients. */
    static void checkAdvertised(ServerSettings settings) {
        InetSocketAddress address = resolved(settings.address());
        if (settings.advertised().isEmpty() && address.getAddress().isAnyLocalAddress()) {
            throw new ConfigException("setting 'grpc-addr' is " + settings.address()
                    + ", which listens on all addresses: set 'grpc-advertised-addr' to the one that clients and other"
                    + " brokers shall connect to");
        }
    }

    private static InetSocketAddress resolved(HostPort address) {
        InetSocketAddress resolved = address.toSocketAddress();
        if (resolved.isUnresolved()) {
            throw new TransportException(
                    "grpc-addr " + address + ": the host name '" + address.host() + "' is unknown", null);
        }
        return resolved;
    }

    private static TransportException cannotBind(HostPort address, IOException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = String.valueOf(cause.getMessage());
        String advice = cause instanceof BindException && reason.contains("in use")
                ? "another program, perhaps another broker, listens there: stop it, or choose another port with grpc-addr"
                : "choose an address of this machine, and a port that it allows, with grpc-addr";
        return new TransportException("cannot listen on grpc-addr " + address + ": " + reason + "; " + advice, e);
    }
}

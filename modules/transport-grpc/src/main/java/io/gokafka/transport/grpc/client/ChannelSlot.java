package io.gokafka.transport.grpc.client;

import io.gokafka.api.HostPort;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The channel to one address.
 *
 * <p>A gRPC channel that could not connect refuses calls for a second and more, and longer each time. Here the next call gets a new
 * channel instead, which tries at once: callers have a backoff of their own, and a broker that is back is to be used at once.
 *
 * <p>Safe for use by several threads.
 */
final class ChannelSlot {
    /** Calls within this time of a failed attempt fail with it, so that many callers do not make many attempts. */
    private static final long MIN_NANOS_BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A silent peer is asked whether it is there while calls wait for it; the least that gRPC allows. */
    private static final int KEEPALIVE_SECONDS = 10;

    private static final int KEEPALIVE_TIMEOUT_SECONDS = 5;

    private final HostPort address;
    private final ClientSettings settings;
    private final ClientThreads threads;
    private @Nullable ManagedChannel channel;
    private long made;

    ChannelSlot(HostPort address, ClientSettings settings, ClientThreads threads) {
        this.address = address;
        this.settings = settings;
        this.threads = threads;
    }

    /** A channel that is connected, or connects with the next call. */
    synchronized ManagedChannel current() {
        if (threads.isClosing()) {
            throw new RequestException(ErrorCode.UNAVAILABLE, "the client is closed");
        }
        ManagedChannel known = channel;
        if (known != null && !hasFailed(known)) {
            return known;
        }
        if (known != null) {
            known.shutdownNow();
        }
        ManagedChannel fresh = open();
        channel = fresh;
        made = System.nanoTime();
        return fresh;
    }

    private boolean hasFailed(ManagedChannel known) {
        return known.getState(false) == ConnectivityState.TRANSIENT_FAILURE
                && System.nanoTime() - made > MIN_NANOS_BETWEEN_ATTEMPTS;
    }

    private ManagedChannel open() {
        return NettyChannelBuilder.forAddress(address.host(), address.port())
                .usePlaintext()
                .disableRetry() // policy: the caller's
                .proxyDetector(_ -> null) // brokers are told apart by address: a web proxy must not come between
                .eventLoopGroup(threads.sockets())
                .channelType(NioSocketChannel.class)
                .executor(threads.answers())
                .offloadExecutor(threads.answers())
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis())
                .withOption(ChannelOption.TCP_NODELAY, true)
                .maxInboundMessageSize(settings.maxResponseBytes())
                .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .build();
    }

    /** Ends all calls. */
    void close() {
        ManagedChannel last;
        synchronized (this) {
            last = channel;
            channel = null;
        }
        if (last == null) {
            return;
        }
        try {
            last.shutdownNow().awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.gokafka.transport.grpc.server;

import io.gokafka.api.HostPort;
import io.gokafka.api.transport.Transport;
import io.gokafka.api.transport.TransportContext;
import io.grpc.Server;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A running listener of the native API. */
public final class GrpcTransport implements Transport {
    private static final System.Logger LOG = System.getLogger(GrpcTransport.class.getName());

    /** What is cut off is over after this, or was leaked. */
    private static final long CUT_OFF_SECONDS = 2;

    private final Server server;
    private final ServerThreads threads;
    private final Drain drain;
    private final ServerSettings settings;
    private final HostPort bound;

    private GrpcTransport(Server server, ServerThreads threads, Drain drain, ServerSettings settings) {
        this.server = server;
        this.threads = threads;
        this.drain = drain;
        this.settings = settings;
        bound = new HostPort(settings.address().host(), port(server));
    }

    /** Binds the address and serves. */
    public static GrpcTransport start(TransportContext context, ServerSettings settings) {
        Listening.checkAdvertised(settings);
        QuietLogs.install();
        Drain drain = new Drain();
        Limits limits = Limits.of(settings, context.maxRequestBytes());
        LimitedRequests broker = new LimitedRequests(context.requests(), settings.maxFetchBytes());
        ServerThreads threads = ServerThreads.start();
        try {
            Services services = new Services(broker, limits, drain);
            return new GrpcTransport(Listening.start(settings, limits, services, threads), threads, drain, settings);
        } catch (RuntimeException e) {
            threads.close();
            throw e;
        }
    }

    private static int port(Server server) {
        return server.getListenSockets().getFirst() instanceof InetSocketAddress address
                ? address.getPort()
                : server.getPort();
    }

    @Override
    public HostPort boundAddress() {
        return bound;
    }

    @Override
    public HostPort advertisedAddress() {
        return settings.advertised()
                .map(address -> address.port() == 0 ? new HostPort(address.host(), bound.port()) : address)
                .orElse(bound);
    }

    @Override
    public void close() {
        server.shutdown();
        drain.begin();
        try {
            if (!server.awaitTermination(settings.drainTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "requests in progress on {0} are cut off", bound);
                server.shutdownNow().awaitTermination(CUT_OFF_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException _) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads.close();
    }
}

package io.gokafka.broker.http;

import com.sun.net.httpserver.HttpServer;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves {@code /health/live}, {@code /health/ready} and {@code /cluster} over HTTP.
 *
 * <p><b>Lifecycle.</b> From {@link #start} to {@link #close}. <b>Threading.</b> A virtual thread a request; its methods are safe
 * for use by several threads. <b>Limits.</b> See {@link HttpLimits}: what is not HTTP, too large or too slow costs the peer its
 * connection and nothing else.
 */
public final class HttpStatusServer implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final HttpServer server;
    private final ExecutorService threads;
    private final HostPort boundAddress;

    private HttpStatusServer(HttpServer server, ExecutorService threads, HostPort boundAddress) {
        this.server = server;
        this.threads = threads;
        this.boundAddress = boundAddress;
    }

    /**
     * Binds the address and begins to serve.
     *
     * @param address where to listen; port 0 for any free one
     * @throws ConfigException when the address cannot be bound; the message tells the operator what to do
     */
    public static HttpStatusServer start(HostPort address, StatusSource source) {
        HttpLimits.apply();
        HttpServer server = bind(address);
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory());
        server.setExecutor(threads);
        server.createContext("/", new StatusHandler(source));
        server.start();
        return new HttpStatusServer(
                server,
                threads,
                new HostPort(address.host(), server.getAddress().getPort()));
    }

    /** Where it listens: the port is the real one, also when 0 was asked for. */
    public HostPort boundAddress() {
        return boundAddress;
    }

    /** Releases the address and ends requests in progress. Idempotent. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer bind(HostPort address) {
        InetSocketAddress socketAddress = address.toSocketAddress();
        if (socketAddress.isUnresolved()) {
            throw new ConfigException("cannot listen on http-addr " + address + ": the host '" + address.host()
                    + "' is unknown; give an address of this machine, as 127.0.0.1:8080");
        }
        try {
            return HttpServer.create(socketAddress, BACKLOG);
        } catch (BindException e) {
            throw new ConfigException("cannot listen on http-addr " + address + ": " + e.getMessage()
                    + "; stop the process that uses the port, or choose another address of this machine with"
                    + " --http-addr");
        } catch (IOException e) {
            throw new ConfigException("cannot listen on http-addr " + address + ": " + e);
        }
    }
}

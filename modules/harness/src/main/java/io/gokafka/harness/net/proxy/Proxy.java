package io.gokafka.harness.net.proxy;

import io.gokafka.harness.net.Restriction;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/**
 * Stands before one service of one broker, on a free loopback port, and passes connections on to it as far as the {@link Gates}
 * let it.
 *
 * <p><b>Lifecycle.</b> Accepts when it is made; {@link #close} returns when its sockets are closed and its threads have ended.
 * <b>Limits.</b> {@value #CONNECTIONS} connections, two buffers of 32 KiB each; more wait to be accepted. <b>Threading.</b> Virtual
 * threads of its own; safe for use by several.
 */
public final class Proxy implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Proxy.class.getName());
    private static final int CONNECTIONS = 512;
    private static final int BACKLOG = 128;

    /** What the system may buffer of a connection before the sender must wait; else megabytes hide behind a cut. */
    private static final int SOCKET_BUFFER_BYTES = 64 * 1024;

    private final ServerSocket listening = new ServerSocket();
    private final Semaphore free = new Semaphore(CONNECTIONS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InetSocketAddress service;
    private final int serviceAt;
    private final Gates gates;
    private final Opening.Reader reader;

    private Proxy(int port, int place, Gates gates, Opening.Reader reader) throws IOException {
        this.service = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.serviceAt = place;
        this.gates = gates;
        this.reader = reader;
        listening.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        threads.execute(this::accept);
    }

    /**
     * For a service whose connections are all taken for those of clients.
     *
     * @param port where it listens on loopback
     * @param place its broker's number
     */
    public static Proxy forClients(int port, int place, Gates gates) throws IOException {
        return new Proxy(port, place, gates, in -> new Opening(Restriction.CLIENTS, new byte[0]));
    }

    /**
     * For a service that only other brokers connect to, which say who they are; strangers are refused.
     *
     * @param placeOfPort whose advertised replication port it is
     */
    public static Proxy forRaft(int port, int place, Gates gates, IntFunction<OptionalInt> placeOfPort)
            throws IOException {
        return new Proxy(port, place, gates, new RaftPreamble(placeOfPort));
    }

    /** Where it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                free.acquire();
                serveOnThread(listening.accept());
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                LOG.log(Level.ERROR, "the proxy of port " + service.getPort() + " accepts no more", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it closes
        }
    }

    private void serveOnThread(Socket client) throws IOException {
        try {
            threads.execute(() -> serve(client));
        } catch (RejectedExecutionException e) {
            client.close(); // it closes, with this connection accepted in between
        }
    }

    private void serve(Socket client) {
        try {
            new Proxied(client, service, serviceAt, gates, threads).run(reader);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection to port {0,number,#} was not passed on: {1}", service.getPort(), e);
        } catch (InterruptedException | RejectedExecutionException e) {
            Thread.currentThread().interrupt(); // it closes
        } finally {
            free.release();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
        threads.close();
    }
}

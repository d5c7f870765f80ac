package io.gokafka.transport.kafka.server;

import io.gokafka.api.HostPort;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections of a listener, up to a number.
 *
 * <p>Safe for use by several threads; {@link #accept} is called by one.
 */
final class Connections {
    private static final System.Logger LOG = System.getLogger(Connections.class.getName());

    private final int most;
    private final ConnectionLimits limits;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private boolean full; // says so once each time
    private volatile boolean closed;

    Connections(int most, ConnectionLimits limits) {
        this.most = most;
        this.limits = limits;
    }

    /** Serves a connection, or closes it when there are too many. */
    void accept(SocketChannel channel) throws IOException {
        if (open.size() >= most || closed) {
            refuse(channel);
            return;
        }
        full = false;
        boolean served = false;
        try {
            serve(channel);
            served = true;
        } finally {
            if (!served) {
                channel.close();
            }
        }
    }

    private void serve(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        Connection connection = new Connection(channel, remote(channel), limits, open::remove);
        open.add(connection);
        connection.start();
        if (closed) {
            connection.drain();
        }
    }

    private void refuse(SocketChannel channel) throws IOException {
        channel.close();
        if (!full && !closed) {
            full = true;
            LOG.log(Level.WARNING, "connections are refused: there are {0}, see kafka-max-connections", most);
        }
    }

    private static String remote(SocketChannel channel) throws IOException {
        if (channel.getRemoteAddress() instanceof InetSocketAddress inet) {
            return new HostPort(inet.getHostString(), inet.getPort()).toString();
        }
        return "unknown";
    }

    /** For tests and status. */
    int count() {
        return open.size();
    }

    /** Closes those over which nothing went for too long. */
    void closeStale(Duration idleTimeout) {
        open.forEach(connection -> connection.closeIfStale(idleTimeout));
    }

    /** Reads no more requests and sends the answers that are due. Whether all connections ended in time. */
    boolean drain(Duration timeout) throws InterruptedException {
        closed = true;
        open.forEach(Connection::drain);
        return awaitEnd(timeout);
    }

    /** Ends all at once. */
    void cutOff() {
        open.forEach(Connection::cutOff);
    }

    /** Waits for the end of all; whether it came. */
    boolean awaitEnd(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean all = true;
        for (Connection connection : open) {
            all &= connection.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
        }
        return all;
    }
}

package io.gokafka.transport.kafka.server;

import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import io.gokafka.api.transport.TransportException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/** Binds the address. */
final class Listening {
    private static final System.Logger LOG = System.getLogger(Listening.class.getName());

    /** Connections that the system keeps until they are accepted. */
    private static final int BACKLOG = 128;

    private Listening() {}

    static ServerSocketChannel bind(ServerSettings settings) {
        InetSocketAddress address = resolved(settings.address());
        checkAdvertised(settings, address);
        try {
            return bound(address);
        } catch (IOException e) {
            if (isTaken(e) && !settings.addressIsChosen()) {
                return bindAnyPort(settings);
            }
            throw cannotBind(settings.address(), e);
        }
    }

    /**
     * Several brokers on one machine need not choose an address that they may have no use for: clients learn from any broker where
     * the others listen.
     */
    private static ServerSocketChannel bindAnyPort(ServerSettings settings) {
        HostPort any = new HostPort(settings.address().host(), 0);
        try {
            ServerSocketChannel server = bound(resolved(any));
            LOG.log(
                    Level.WARNING,
                    "the default kafka-addr {0} is in use, Kafka clients connect to port {1} instead: set kafka-addr for an"
                            + " address that stays",
                    settings.address(),
                    Integer.toString(port(server)));
            return server;
        } catch (IOException e) {
            throw cannotBind(any, e);
        }
    }

    private static boolean isTaken(IOException e) {
        return e instanceof BindException && String.valueOf(e.getMessage()).contains("in use");
    }

    private static ServerSocketChannel bound(InetSocketAddress address) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        boolean done = false;
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(address, BACKLOG);
            done = true;
            return server;
        } finally {
            if (!done) {
                server.close();
            }
        }
    }

    static int port(ServerSocketChannel server) {
        return server.socket().getLocalPort();
    }

    /** A wildcard is no address to connect to, so it cannot be told to clients. */
    private static void checkAdvertised(ServerSettings settings, InetSocketAddress address) {
        if (settings.advertised().isEmpty() && address.getAddress().isAnyLocalAddress()) {
            throw new ConfigException("setting 'kafka-addr' is " + settings.address()
                    + ", which listens on all addresses: set 'kafka-advertised-addr' to the one that clients shall connect"
                    + " to");
        }
    }

    private static InetSocketAddress resolved(HostPort address) {
        InetSocketAddress resolved = address.toSocketAddress();
        if (resolved.isUnresolved()) {
            throw new TransportException(
                    "kafka-addr " + address + ": the host name '" + address.host() + "' is unknown", null);
        }
        return resolved;
    }

    private static TransportException cannotBind(HostPort address, IOException e) {
        String reason = String.valueOf(e.getMessage());
        String advice = isTaken(e)
                ? "another program, perhaps another broker, listens there: stop it, or choose another port with kafka-addr"
                : "choose an address of this machine, and a port that it allows, with kafka-addr";
        return new TransportException("cannot listen on kafka-addr " + address + ": " + reason + "; " + advice, e);
    }
}

package io.gokafka.transport.kafka.server;

import io.gokafka.api.HostPort;
import io.gokafka.api.transport.Transport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;

/** A running listener of the Kafka protocol: accepts connections, and closes silent ones. */
public final class KafkaTransport implements Transport {
    private static final System.Logger LOG = System.getLogger(KafkaTransport.class.getName());

    /** What is cut off is over after this, or was leaked. */
    private static final Duration CUT_OFF = Duration.ofSeconds(2);

    /** After an accept that failed, as when the process has no file descriptors left. */
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

    private static final Duration LONGEST_SWEEP = Duration.ofSeconds(5);

    private final ServerSettings settings;
    private final ServerSocketChannel server;
    private final HostPort bound;
    private final Connections connections;
    private final Thread acceptor;
    private final Thread sweeper;

    private KafkaTransport(ServerSettings settings, ServerSocketChannel server, Connections connections) {
        this.settings = settings;
        this.server = server;
        this.connections = connections;
        bound = new HostPort(settings.address().host(), Listening.port(server));
        acceptor = Thread.ofVirtual().name("kafka-accept").unstarted(this::accept);
        sweeper = Thread.ofVirtual().name("kafka-sweep").unstarted(this::sweep);
    }

    /** Binds the address and serves. */
    public static KafkaTransport start(ServerSettings settings, KafkaApis apis, int maxRequestBytes) {
        ConnectionLimits limits = new ConnectionLimits(
                new FrameLimits(apis, maxRequestBytes),
                new MemoryBudget(settings.maxInFlightBytes()),
                new StrangersLog(System::nanoTime),
                System::nanoTime);
        Connections connections = new Connections(settings.maxConnections(), limits);
        KafkaTransport transport = new KafkaTransport(settings, Listening.bind(settings), connections);
        transport.acceptor.start();
        transport.sweeper.start();
        return transport;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                connections.accept(server.accept());
            } catch (ClosedChannelException e) {
                LOG.log(Level.DEBUG, "the listener on {0} accepts no more: {1}", bound, e.getMessage());
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, "a connection cannot be accepted: {0}", e.toString());
                pause(ACCEPT_PAUSE);
            }
        }
    }

    private void sweep() {
        Duration quarter = settings.idleTimeout().dividedBy(4);
        Duration pause = quarter.compareTo(LONGEST_SWEEP) < 0 ? quarter : LONGEST_SWEEP;
        while (pause(pause)) {
            connections.closeStale(settings.idleTimeout());
        }
    }

    /** Whether to go on. */
    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException _) {
            return false; // only close() interrupts
        }
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
        stopAccepting();
        try {
            if (!connections.drain(settings.drainTimeout())) {
                LOG.log(Level.WARNING, "requests in progress on {0} are cut off", bound);
                connections.cutOff();
                connections.awaitEnd(CUT_OFF);
            }
        } catch (InterruptedException _) {
            connections.cutOff();
            Thread.currentThread().interrupt();
        }
    }

    private void stopAccepting() {
        sweeper.interrupt();
        try {
            server.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the listener on {0} does not close: {1}", bound, e.getMessage());
        }
        acceptor.interrupt();
    }
}

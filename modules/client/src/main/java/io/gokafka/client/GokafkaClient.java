package io.gokafka.client;

import io.gokafka.api.config.Settings;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.client.cluster.Backoff;
import io.gokafka.client.cluster.Caller;
import io.gokafka.client.cluster.Cluster;
import io.gokafka.client.cluster.Connections;
import io.gokafka.client.consumer.DefaultConsumer;
import io.gokafka.client.producer.BatchingProducer;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A connection to a cluster, to be shared by all that an application does with it: producers, consumers, administration.
 *
 * <p><b>Lifecycle.</b> Nothing is connected before the first use. Closing ends the producers and consumers that were made here.
 *
 * <p><b>Failures.</b> Any broker will do as entry; leaders are found, and found again, as needed. What fails in a way that may
 * pass is retried until the operation timeout, and then fails with {@link OperationTimeoutException}; other failures are
 * {@link io.gokafka.api.request.RequestException}. A call whose thread is interrupted fails with
 * {@link java.util.concurrent.CancellationException}, with the thread's interrupt flag set.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * {@snippet :
 * void hello() {
 *     try (GokafkaClient client = GokafkaClient.connect(ClientConfig.of("127.0.0.1:9092"));
 *             Producer producer = client.producer(ProducerConfig.defaults())) {
 *         RecordMetadata sent = producer.send(ProducerRecord.of("greetings", "hello")).join();
 *         System.out.println(sent.partition() + " at " + sent.offset());
 *     }
 * }
 * }
 */
public final class GokafkaClient implements AutoCloseable {
    private final ClientConfig config;
    private final Connections connections;
    private final Cluster cluster;
    private final Caller caller;
    private final Set<AutoCloseable> opened = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private GokafkaClient(ClientConfig config, ClientTransportProvider provider, ClientTransport transport) {
        this.config = config;
        SplittableRandom seeds = new SplittableRandom();
        Backoff backoff = new Backoff(config.minBackoff(), config.maxBackoff(), seeds.split());
        connections = new Connections(transport, config.clientId());
        cluster = new Cluster(connections, config, provider.name(), backoff);
        caller = new Caller(cluster, config, backoff);
    }

    /**
     * A client whose transport is found by {@link ServiceLoader}, as the only one that is installed.
     *
     * @throws IllegalStateException when there is none, or more than one
     */
    public static GokafkaClient connect(ClientConfig config) {
        List<ClientTransportProvider> found = ServiceLoader.load(ClientTransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    found.isEmpty()
                            ? "no client transport is installed: put gokafka-transport-grpc on the module path or class path"
                            : "several client transports are installed: "
                                    + found.stream()
                                            .map(ClientTransportProvider::name)
                                            .toList()
                                    + "; pass one of them to connect");
        }
        return connect(config, found.getFirst());
    }

    /** A client with a certain transport; the client closes the connections that it opens. */
    public static GokafkaClient connect(ClientConfig config, ClientTransportProvider provider) {
        return new GokafkaClient(config, provider, provider.open(Settings.defaults()));
    }

    /** A new producer; close it when it has done its work, or close the client. */
    public Producer producer(ProducerConfig producerConfig) {
        return opened(new BatchingProducer(producerConfig, config, cluster, caller, opened::remove));
    }

    /** A new consumer, which is for one thread; close it when it has done its work. */
    public Consumer consumer(ConsumerConfig consumerConfig) {
        return opened(new DefaultConsumer(consumerConfig, config, cluster, caller, opened::remove));
    }

    /** Administration of topics. */
    public Topics topics() {
        return new Topics(caller);
    }

    /** Administration of partitions. */
    public Partitions partitions() {
        return new Partitions(caller);
    }

    /** Administration of consumer groups. */
    public Groups groups() {
        return new Groups(caller);
    }

    /** Administration of brokers. */
    public Brokers brokers() {
        return new Brokers(caller);
    }

    /**
     * Closes the producers, which send what they still have, and the consumers that were made here, and all connections. A
     * consumer must not be in use by another thread then. Further calls do nothing.
     */
    @Override
    public void close() {
        closed = true;
        for (AutoCloseable each : List.copyOf(opened)) {
            closeQuietly(each);
        }
        connections.close();
    }

    private <T extends AutoCloseable> T opened(T made) {
        opened.add(made);
        if (closed) {
            closeQuietly(made);
            throw new IllegalStateException("the client is closed");
        }
        return made;
    }

    /** One that fails to end must not keep the others from ending. */
    @SuppressWarnings("EmptyCatch")
    private static void closeQuietly(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            // producers and consumers report failures through futures and polls, not here
        }
    }
}

package io.gokafka.broker;

import io.gokafka.api.BrokerInfo;
import io.gokafka.broker.config.LoadedConfig;
import io.gokafka.broker.lifecycle.BrokerStartup;
import io.gokafka.broker.lifecycle.RunningBroker;
import io.gokafka.broker.plugin.Plugins;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A broker in this process.
 *
 * <p>Lifecycle: from {@link #start} to {@link #close}, or to a fault that ends it ({@link #terminated}).
 *
 * <p>Threading: safe for use by several threads.
 */
public final class Broker implements AutoCloseable {
    private final RunningBroker running;

    private Broker(RunningBroker running) {
        this.running = running;
    }

    /**
     * Starts a broker: binds its addresses, joins its cluster or begins a new one. Returns when its parts run; {@link #ready} tells
     * when it serves requests, which takes a majority of the cluster's metadata voters.
     *
     * @throws io.gokafka.api.config.ConfigException when the configuration, the data directory or an address cannot be used, or
     *     the cluster refuses the broker; the message is for the operator, and nothing is left running
     */
    public static Broker start(LoadedConfig config, Plugins plugins) {
        return new Broker(BrokerStartup.start(config, plugins, version()));
    }

    /** The version of this code. */
    public static String version() {
        Module module = Broker.class.getModule();
        return Optional.ofNullable(module.getDescriptor())
                .flatMap(d -> d.rawVersion())
                .or(() -> Optional.ofNullable(Broker.class.getPackage().getImplementationVersion()))
                .orElse("development");
    }

    /** Its name and addresses. */
    public BrokerInfo info() {
        return running.info();
    }

    /** Its data directory. */
    public Path dataDirectory() {
        return running.dataDirectory();
    }

    /** Completes when the broker serves requests; fails when it never will. */
    public CompletableFuture<Void> ready() {
        return running.ready();
    }

    /** Completes when the broker has ended: normally after {@link #close}, with a failure after a fault. */
    public CompletableFuture<Void> terminated() {
        return running.terminated();
    }

    /** Hands leadership over, makes everything durable and ends; further calls do nothing. */
    @Override
    public void close() {
        running.close();
    }
}

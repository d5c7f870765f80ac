package io.gokafka.broker.lifecycle;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.ConsensusContext;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.api.transport.Transport;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.api.transport.TransportException;
import io.gokafka.api.transport.TransportProvider;
import io.gokafka.broker.config.BrokerConfig;
import io.gokafka.broker.config.LoadedConfig;
import io.gokafka.broker.http.HttpStatusServer;
import io.gokafka.broker.plugin.Plugins;
import io.gokafka.broker.request.RequestRouter;
import io.gokafka.broker.request.TopicIndex;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Starts a broker, in this order: configuration and plugins; the data directory's lock; listeners (so that an address in use stops the
 * start before anything is changed; they refuse requests until the end); the cluster's identity, by joining if need be; storage and
 * consensus; and the core on top ({@link BrokerCore}).
 */
public final class BrokerStartup {
    private static final System.Logger LOG = System.getLogger(BrokerStartup.class.getName());

    private final LoadedPlugins plugins;
    private final BrokerConfig config;
    private final String version;
    private final Closer parts = new Closer();
    private final RequestRouter router = new RequestRouter();
    private final TopicIndex topics = new TopicIndex();
    private final Map<String, HostPort> endpoints = new LinkedHashMap<>();

    private BrokerStartup(LoadedPlugins plugins, String version) {
        this.plugins = plugins;
        this.config = BrokerConfig.from(plugins.settings());
        this.version = version;
    }

    /**
     * Starts a broker.
     *
     * @throws ConfigException as {@code Broker.start} says
     */
    public static RunningBroker start(LoadedConfig config, Plugins plugins, String version) {
        BrokerStartup startup = new BrokerStartup(LoadedPlugins.load(config, plugins), version);
        try {
            return startup.start();
        } catch (TransportException | ConsensusException | StorageException e) {
            startup.parts.close();
            throw new ConfigException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            startup.parts.close();
            Thread.currentThread().interrupt();
            throw new ConfigException("the start was interrupted");
        } catch (RuntimeException | Error e) {
            startup.parts.close();
            throw e;
        }
    }

    private RunningBroker start() throws InterruptedException {
        BrokerId self = config.id();
        DataDirectory directory = parts.add("data directory", DataDirectory.open(config.dataDirectory(), self));
        StatusView status = new StatusView(self);
        listen(status);
        ClientTransport connections =
                parts.add("connections", plugins.betweenBrokers().open(plugins.settings()));
        Identity identity = identity(directory, connections);
        Storage storage = parts.add(
                "storage",
                new StorageRepair(directory, identity, Clock.systemUTC())
                        .open(folder -> plugins.storage()
                                .open(new StorageContext(folder, plugins.settings(), Clock.systemUTC()))));
        Consensus consensus = parts.add("consensus", startConsensus(identity));
        BrokerInfo info = new BrokerInfo(self, 0, endpoints, true);
        RunningBroker running = new RunningBroker(info, config.dataDirectory(), parts);
        BrokerCore core = new BrokerCore(config, plugins, identity, storage, consensus, connections, router, topics);
        parts.add("core", core);
        core.start(directory, endpoints, status, running, version);
        LOG.log(Level.INFO, "broker {0} of cluster {1} runs: {2}", self, identity.clusterId(), endpoints);
        return running;
    }

    private void listen(StatusView status) {
        HttpStatusServer http = parts.add(
                "status server", HttpStatusServer.start(config.listeners().http(), status));
        for (TransportProvider provider : plugins.transports()) {
            TransportContext context = new TransportContext(
                    router, plugins.settings(), config.limits().maxRequestBytes(), topics);
            Transport transport = parts.add("transport " + provider.name(), provider.start(context));
            endpoints.put(provider.name(), transport.advertisedAddress());
        }
        endpoints.put(BrokerInfo.HTTP, config.listeners().httpAdvertised(http.boundAddress()));
        endpoints.put(BrokerInfo.RAFT, config.listeners().raftAdvertised());
    }

    private Identity identity(DataDirectory directory, ClientTransport connections) throws InterruptedException {
        String storage = config.plugins().storage();
        if (directory.identity().isPresent()) {
            Identity known = directory.identity().get();
            if (!known.storage().equals(storage)) {
                throw new ConfigException("data directory " + config.dataDirectory() + " was written by storage="
                        + known.storage() + ", not " + storage + ": set storage=" + known.storage()
                        + ", use another --data-dir, or convert it by 'gokafka storage convert'");
            }
            return known;
        }
        ClusterJoin join = new ClusterJoin(
                config.id(), storage, endpoints, plugins.betweenBrokers().name(), directory.directoryId());
        Identity identity =
                config.joinAddresses().isEmpty() ? join.bootstrap() : join.join(config.joinAddresses(), connections);
        directory.store(identity);
        return identity;
    }

    private Consensus startConsensus(Identity identity) {
        Map<BrokerId, HostPort> peers = new LinkedHashMap<>(identity.peers());
        peers.put(config.id(), config.listeners().raftAdvertised());
        return plugins.consensus()
                .start(new ConsensusContext(
                        identity.clusterId(),
                        config.id(),
                        config.listeners().raft(),
                        peers,
                        config.durability(),
                        plugins.settings()));
    }
}

package io.gokafka.broker.lifecycle;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.ConsensusProvider;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.api.transport.TransportProvider;
import io.gokafka.broker.config.BrokerConfig;
import io.gokafka.broker.config.BrokerKeys;
import io.gokafka.broker.config.LoadedConfig;
import io.gokafka.broker.config.PluginKeys;
import io.gokafka.broker.group.GroupSettings;
import io.gokafka.broker.plugin.Plugins;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plugins that a configuration names, and the configuration checked against their keys.
 *
 * @param storage the storage
 * @param consensus the consensus
 * @param transports the transports, in the order of the configuration
 * @param betweenBrokers the client's end of the first transport that has one
 * @param settings all settings, each known and allowed
 * @param keys the keys of all settings that there are
 */
record LoadedPlugins(
        StorageProvider storage,
        ConsensusProvider consensus,
        List<TransportProvider> transports,
        ClientTransportProvider betweenBrokers,
        Settings settings,
        List<ConfigKey<?>> keys) {

    private static final System.Logger LOG = System.getLogger(LoadedPlugins.class.getName());

    static LoadedPlugins load(LoadedConfig config, Plugins plugins) {
        BrokerConfig.PluginChoice choice = BrokerConfig.from(config.settings()).plugins();
        StorageProvider storage = plugins.storage(choice.storage());
        ConsensusProvider consensus = plugins.consensus(choice.consensus());
        boolean chosen = config.settings().isSet(PluginKeys.TRANSPORTS);
        List<TransportProvider> transports = choice.transports().stream()
                .flatMap(name -> (chosen ? Optional.of(plugins.transport(name)) : ifInstalled(name, plugins)).stream())
                .toList();
        List<ConfigKey<?>> keys = new ArrayList<>(BrokerKeys.all());
        keys.addAll(GroupSettings.KEYS);
        keys.addAll(storage.settings());
        keys.addAll(consensus.settings());
        transports.forEach(t -> keys.addAll(t.settings()));
        Settings settings = config.resolve(keys);
        return new LoadedPlugins(
                storage, consensus, transports, betweenBrokers(choice.transports(), plugins), settings, keys);
    }

    /** Nobody asked for it: its plugin may have been removed. */
    private static Optional<TransportProvider> ifInstalled(String name, Plugins plugins) {
        try {
            return Optional.of(plugins.transport(name));
        } catch (ConfigException e) {
            LOG.log(Level.WARNING, "transport {0} is not served: {1}", name, e.getMessage());
            return Optional.empty();
        }
    }

    private static ClientTransportProvider betweenBrokers(List<String> names, Plugins plugins) {
        ConfigException problem = new ConfigException("no transport is configured");
        for (String name : names) {
            try {
                return plugins.clientTransport(name);
            } catch (ConfigException e) {
                problem = e;
            }
        }
        throw new ConfigException("brokers talk to each other over one of the transports (" + String.join(", ", names)
                + "), but none has a client's end: " + problem.getMessage());
    }

    /** The plugins by name, for people. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of("storage=" + storage.name(), "consensus=" + consensus.name()));
        transports.forEach(t -> names.add("transport=" + t.name()));
        return names;
    }
}

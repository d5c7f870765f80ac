package io.gokafka.broker.plugin;

import static io.gokafka.broker.plugin.PluginContext.withContextLoader;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.ConsensusContext;
import io.gokafka.api.consensus.ConsensusProvider;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.api.transport.Transport;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.api.transport.TransportProvider;
import java.util.List;
import java.util.Optional;

/** Providers whose methods run with their plugin's context class loader, so that no caller can forget it. */
final class InContext {
    private InContext() {}

    record OfStorage(StorageProvider plugin) implements StorageProvider {
        @Override
        public String name() {
            return plugin.name();
        }

        @Override
        public List<ConfigKey<?>> settings() {
            return withContextLoader(plugin, plugin::settings);
        }

        @Override
        public Storage open(StorageContext context) {
            return withContextLoader(plugin, () -> plugin.open(context));
        }

        @Override
        public Optional<StorageInspection> inspect(StorageContext context) {
            return withContextLoader(plugin, () -> plugin.inspect(context));
        }
    }

    record OfConsensus(ConsensusProvider plugin) implements ConsensusProvider {
        @Override
        public String name() {
            return plugin.name();
        }

        @Override
        public List<ConfigKey<?>> settings() {
            return withContextLoader(plugin, plugin::settings);
        }

        @Override
        public Consensus start(ConsensusContext context) {
            return withContextLoader(plugin, () -> plugin.start(context));
        }
    }

    record OfTransport(TransportProvider plugin) implements TransportProvider {
        @Override
        public String name() {
            return plugin.name();
        }

        @Override
        public List<ConfigKey<?>> settings() {
            return withContextLoader(plugin, plugin::settings);
        }

        @Override
        public Transport start(TransportContext context) {
            return withContextLoader(plugin, () -> plugin.start(context));
        }
    }

    record OfClientTransport(ClientTransportProvider plugin) implements ClientTransportProvider {
        @Override
        public String name() {
            return plugin.name();
        }

        @Override
        public ClientTransport open(Settings settings) {
            return withContextLoader(plugin, () -> plugin.open(settings));
        }
    }
}

package io.gokafka.cli.command;

import io.gokafka.api.config.Settings;
import io.gokafka.broker.config.Installation;
import io.gokafka.broker.plugin.Plugins;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.GokafkaClient;

/** Opens clients that speak gRPC, by the plugin of that name; it is looked for only when a command connects. */
public final class PluginConnector implements Connector {
    private static final String TRANSPORT = "grpc";

    @Override
    public GokafkaClient connect(ClientConfig config) {
        var folders = Installation.current().pluginFolders(Settings.defaults());
        return GokafkaClient.connect(config, Plugins.discover(folders).clientTransport(TRANSPORT));
    }
}

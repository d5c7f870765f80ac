package io.gokafka.cli.command;

import io.gokafka.client.ClientConfig;
import io.gokafka.client.GokafkaClient;

/** Opens clients; tests bring one that needs no network. */
@FunctionalInterface
public interface Connector {
    /** A client, which the caller closes. */
    GokafkaClient connect(ClientConfig config);
}

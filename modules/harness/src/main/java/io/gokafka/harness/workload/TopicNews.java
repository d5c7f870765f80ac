package io.gokafka.harness.workload;

import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.Settings;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.client.cluster.Connections;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;

/**
 * Whether every single broker has heard of a topic. One that has not would take its name for that of the topic before it, and tell
 * clients of that.
 */
final class TopicNews implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final ClientTransportProvider provider =
            ServiceLoader.load(ClientTransportProvider.class).findFirst().orElseThrow();
    private final Connections connections;

    TopicNews(String name) {
        connections = new Connections(provider.open(Settings.defaults()), name);
    }

    /** Whether each of these brokers answers that the topic of the name is the one with the id. */
    boolean isKnownTo(Collection<BrokerInfo> brokers, String topic, UUID id) {
        return brokers.stream()
                .allMatch(b -> b.endpoint(provider.name())
                        .filter(address -> isKnownAt(address, topic, id))
                        .isPresent());
    }

    private boolean isKnownAt(HostPort broker, String topic, UUID id) {
        try {
            return connections.call(broker, new Metadata(List.of(topic), false, false), TIMEOUT).topics().stream()
                    .anyMatch(t -> t.id().equals(id));
        } catch (RequestException e) {
            return false; // it is down, or cut off
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}

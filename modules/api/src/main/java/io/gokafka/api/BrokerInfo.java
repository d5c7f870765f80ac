package io.gokafka.api;

import java.util.Map;
import java.util.Optional;

/**
 * A broker as the cluster knows it.
 *
 * @param id its name
 * @param number its number in this cluster, from 1, given at its first join and never reused; protocols that want
 *     numeric node ids use it
 * @param endpoints the advertised address of each of its listeners, by transport name ({@code grpc}, {@code kafka}), and
 *     {@code http} and {@code raft}
 * @param alive whether the broker that answers could reach it when it answered
 */
public record BrokerInfo(BrokerId id, int number, Map<String, HostPort> endpoints, boolean alive) {
    /** Endpoint name of the replication listener. */
    public static final String RAFT = "raft";

    /** Endpoint name of the health and status listener. */
    public static final String HTTP = "http";

    public BrokerInfo {
        endpoints = Map.copyOf(endpoints);
    }

    /** The advertised address of a listener. */
    public Optional<HostPort> endpoint(String transport) {
        return Optional.ofNullable(endpoints.get(transport));
    }
}

package io.gokafka.harness.workload;

import io.gokafka.api.HostPort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Where the brokers of a cluster listen for clients; neither list is empty.
 *
 * @param grpc for gokafka's clients
 * @param kafka for Kafka's clients
 */
public record Addresses(List<HostPort> grpc, List<HostPort> kafka) {
    public Addresses {
        grpc = List.copyOf(grpc);
        kafka = List.copyOf(kafka);
        if (grpc.isEmpty() || kafka.isEmpty()) {
            throw new IllegalArgumentException("there must be an address for each protocol");
        }
    }

    /** The bootstrap servers of a client, all brokers in a random order, so that clients enter by different ones. */
    String bootstrap(Protocol protocol, Random random) {
        List<HostPort> servers = new ArrayList<>(protocol == Protocol.GRPC ? grpc : kafka);
        Collections.shuffle(servers, random);
        return servers.stream().map(HostPort::toString).collect(Collectors.joining(","));
    }
}

package io.gokafka.api.consensus;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.Settings;
import java.util.Map;

/**
 * What a consensus plugin is given.
 *
 * @param clusterId the cluster; members of another one that happen to be reachable are refused
 * @param self this broker
 * @param bindAddress where to listen for the other brokers
 * @param peers the addresses of the brokers known now, this one's own advertised address among them; more may follow by
 *     {@link Consensus#updatePeers}
 * @param durability what an acknowledgement means
 * @param settings the configuration, to be read through the plugin's own keys
 */
public record ConsensusContext(
        String clusterId,
        BrokerId self,
        HostPort bindAddress,
        Map<BrokerId, HostPort> peers,
        Durability durability,
        Settings settings) {
    public ConsensusContext {
        peers = Map.copyOf(peers);
    }
}

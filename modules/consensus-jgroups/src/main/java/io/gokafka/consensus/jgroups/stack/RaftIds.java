package io.gokafka.consensus.jgroups.stack;

import io.gokafka.api.BrokerId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.util.ExtendedUUID;
import org.jspecify.annotations.Nullable;

/**
 * JGroups addresses and broker ids. Every start of a broker has a new address; its broker id stands in the address under
 * the key {@code raft-id}, where JGroups-raft looks for it.
 */
public final class RaftIds {
    private RaftIds() {}

    /** A new address for a broker. */
    public static Address newAddress(BrokerId broker) {
        return ExtendedUUID.randomUUID(broker.value())
                .put(RAFT.raft_id_key, broker.value().getBytes(StandardCharsets.UTF_8));
    }

    /** The broker that an address belongs to; empty for an address of something else. */
    public static Optional<BrokerId> brokerOf(@Nullable Address address) {
        byte[] id = address instanceof ExtendedUUID uuid ? uuid.get(RAFT.raft_id_key) : null;
        if (id == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BrokerId(new String(id, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a member that is no broker
        }
    }
}

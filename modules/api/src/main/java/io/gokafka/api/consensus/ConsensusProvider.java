package io.gokafka.api.consensus;

import io.gokafka.api.config.ConfigKey;
import java.util.List;

/**
 * The entry point of a consensus plugin, found by {@link java.util.ServiceLoader} and chosen by name
 * ({@code consensus=...}).
 *
 * <p><b>Lifecycle.</b> Has a public constructor without parameters that does nothing. <b>Threading.</b> Called by one
 * thread.
 */
public interface ConsensusProvider {
    /** The name that the configuration uses: lower case, unique among the consensus plugins. */
    String name();

    /** The plugin's own settings; their names begin with {@code consensus.} and {@link #name()}. */
    List<ConfigKey<?>> settings();

    /**
     * Binds the broker's replication address and begins to look for its peers; returns without waiting for them.
     *
     * @throws ConsensusException when the address cannot be bound; the message tells the operator why
     */
    Consensus start(ConsensusContext context);
}

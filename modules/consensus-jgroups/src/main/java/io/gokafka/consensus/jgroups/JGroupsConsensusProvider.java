package io.gokafka.consensus.jgroups;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.ConsensusContext;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.ConsensusProvider;
import io.gokafka.consensus.jgroups.stack.MainChannel;
import java.util.List;

/** The plugin {@code consensus=jgroups}. */
public final class JGroupsConsensusProvider implements ConsensusProvider {
    /** For {@link java.util.ServiceLoader}. */
    public JGroupsConsensusProvider() {}

    @Override
    public String name() {
        return "jgroups";
    }

    @Override
    public List<ConfigKey<?>> settings() {
        return JGroupsSettings.keys();
    }

    @Override
    public Consensus start(ConsensusContext context) {
        JGroupsSettings settings = JGroupsSettings.of(context.settings());
        try {
            MainChannel channel = MainChannel.open(
                    context.clusterId(), context.self(), context.bindAddress(), context.peers(), settings);
            return new JGroupsConsensus(context, settings, channel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConsensusException.Refused("interrupted while the replication address was being bound", e);
        } catch (Exception e) {
            throw new ConsensusException.Refused(
                    "cannot listen for other brokers on " + context.bindAddress() + ": " + rootMessage(e), e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}

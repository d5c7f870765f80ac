package io.gokafka.consensus.jgroups;

import io.gokafka.api.consensus.ConsensusProvider;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.consensus.ConsensusContract;

/** The plugin over the default storage. */
class JGroupsContractOnFilesTest extends ConsensusContract {
    @Override
    protected ConsensusProvider consensus() {
        return new JGroupsConsensusProvider();
    }

    @Override
    protected StorageProvider storage() {
        return StoragePlugins.named("file");
    }
}

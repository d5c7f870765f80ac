package io.gokafka.consensus.jgroups;

import io.gokafka.api.consensus.ConsensusProvider;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.consensus.ConsensusContract;
import java.util.ServiceLoader;

/** The plugin over the default storage. */
class JGroupsContractOnFilesTest extends ConsensusContract {
    @Override
    protected ConsensusProvider consensus() {
        return new JGroupsConsensusProvider();
    }

    @Override
    protected StorageProvider storage() {
        return ServiceLoader.load(StorageProvider.class).findFirst().orElseThrow();
    }
}

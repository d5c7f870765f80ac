package io.gokafka.consensus.jgroups;

import io.gokafka.api.consensus.ConsensusProvider;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.consensus.ConsensusContract;
import io.gokafka.tck.storage.InMemoryStorageProvider;

/** The plugin over the storage in memory. */
class JGroupsContractOnMemoryTest extends ConsensusContract {
    @Override
    protected ConsensusProvider consensus() {
        return new JGroupsConsensusProvider();
    }

    @Override
    protected StorageProvider storage() {
        return new InMemoryStorageProvider();
    }
}

package io.gokafka.broker.metadata;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.broker.config.BrokerConfig.TopicDefaults;
import io.gokafka.broker.fake.FakeConsensus;
import io.gokafka.broker.fake.MemoryDisk;
import io.gokafka.tck.consensus.Await;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a broker may rely on what its metadata does not say. */
final class ClusterMetadataTest {
    private static final BrokerId SELF = new BrokerId("self");

    private final MemoryDisk disk = new MemoryDisk();

    private ClusterMetadata open() {
        ClusterMetadata metadata = ClusterMetadata.create(
                disk.open(), new FakeConsensus(SELF, true), new TopicDefaults(true, 1, 1, 2), InstantSource.system());
        metadata.open(List.of(SELF), true);
        Await.until("the metadata has a leader", metadata::isLeader);
        return metadata;
    }

    /** The log of the metadata may have been lost: then topics are unknown whose logs are there. */
    @Test
    void aBrokerThatHadNoMetadataIsNeverSureThatItHasAll() {
        try (ClusterMetadata first = open()) {
            assertTrue(first.replica().commitIndex() > 0);
            assertFalse(first.isCaughtUp());
        }
        try (ClusterMetadata second = open()) {
            Await.until("it has what it had before", second::isCaughtUp);
        }
    }
}

package io.gokafka.broker.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.LogId;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Storage;
import io.gokafka.broker.config.BrokerConfig.TopicDefaults;
import io.gokafka.broker.fake.FakeConsensus;
import io.gokafka.broker.fake.MemoryDisk;
import io.gokafka.tck.consensus.Await;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
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

    /** Otherwise a broker would take its topics for deleted while its log is filled again. */
    @Test
    void whileALostLogIsFilledAgainNothingIsForgotten() {
        Storage storage = disk.open();
        FakeConsensus consensus = new FakeConsensus(SELF, true);
        try (ClusterMetadata metadata =
                ClusterMetadata.create(storage, consensus, new TopicDefaults(true, 1, 1, 2), InstantSource.system())) {
            metadata.open(List.of(SELF), true);
            Await.until("the metadata has a leader", metadata::isLeader);
            consensus.setReachable(Set.of(SELF));
            Map<String, HostPort> endpoints = Map.of(BrokerInfo.RAFT, new HostPort("127.0.0.1", 1));
            Await.result(metadata.join(new JoinCluster(SELF, UUID.randomUUID(), endpoints, Optional.empty())));
            Await.result(metadata.createTopic(new CreateTopic("orders", 1, 1, Map.of(), false)));
            List<ClusterImage> seen = new CopyOnWriteArrayList<>();
            metadata.onChange(seen::add);
            List<Throwable> faults = new CopyOnWriteArrayList<>();
            metadata.onFault(faults::add);
            metadata.replica().fail(new CorruptLogException("entry 3 is damaged"));
            assertEquals(1, faults.size());
            metadata.reopen(List.of(SELF), () -> storage.setAside(LogId.CLUSTER));
            assertFalse(consensus.group(LogId.CLUSTER).mayBeNew());
            Await.until("it takes part again", metadata::isLeader);
            assertTrue(metadata.image().topic("orders").isPresent(), "known from before");
            assertEquals(List.of(), seen, "nothing older was shown");
        }
    }
}

package io.gokafka.broker.fake;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.broker.config.BrokerConfig.TopicDefaults;
import io.gokafka.broker.config.BrokerKeys;
import io.gokafka.broker.config.BrokerSettings;
import io.gokafka.broker.group.GroupClock;
import io.gokafka.broker.group.GroupSettings;
import io.gokafka.broker.hosting.GroupServices;
import io.gokafka.broker.hosting.HostedPartitions;
import io.gokafka.broker.hosting.ImageTopics;
import io.gokafka.broker.hosting.LeaderReports;
import io.gokafka.broker.hosting.PartitionFactory;
import io.gokafka.broker.hosting.PartitionHost;
import io.gokafka.broker.hosting.Repairs;
import io.gokafka.broker.metadata.BrokerRemoval;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.partition.Background;
import io.gokafka.broker.partition.PartitionServices;
import io.gokafka.broker.partition.Room;
import io.gokafka.broker.peer.MetadataLeader;
import io.gokafka.broker.peer.PartitionLeader;
import io.gokafka.broker.peer.Peers;
import io.gokafka.broker.request.ClusterDirectory;
import io.gokafka.broker.request.ConfigDescription;
import io.gokafka.broker.request.RequestHandlers;
import io.gokafka.broker.request.RequestRouter;
import io.gokafka.broker.topic.TopicConfig;
import io.gokafka.tck.consensus.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** All of a broker between its transports and its plugins, on fakes: metadata, partitions, and the handlers of requests. */
public final class BrokerWorld implements AutoCloseable {
    /** This broker. */
    public static final BrokerId SELF = new BrokerId("self");

    /** The largest batch. */
    public static final int MAX_BATCH = 1 << 20;

    /** What the broker's parts run on; a test may look into them. */
    public final FakeConsensus consensus = new FakeConsensus(SELF, true);

    /** What the broker keeps. */
    public final HostedPartitions hosted = new HostedPartitions();

    /** The storage. */
    public final CountingStorage slices;

    /** The metadata. */
    public final ClusterMetadata metadata;

    /** What transports see. */
    public final RequestRouter router = new RequestRouter();

    private final LeaderReports reports;
    private final PartitionHost host;

    /** A broker that is the only member of its cluster and ready. */
    public BrokerWorld() {
        this(new MemoryDisk().open(), Room.ALWAYS);
    }

    /** The same, on a storage. */
    public BrokerWorld(Storage storage, Room room) {
        slices = new CountingStorage(storage);
        metadata = ClusterMetadata.create(
                slices.storage(), consensus, new TopicDefaults(true, 1, 1, 2), InstantSource.system());
        metadata.open(List.of(SELF), true);
        Peers peers = new Peers("grpc", new Unreachable(), metadata::image);
        MetadataLeader leader = new MetadataLeader(SELF, metadata, peers);
        Await.until("the metadata has a leader", metadata::isLeader);
        Map<String, HostPort> endpoints = Map.of(BrokerInfo.RAFT, new HostPort("127.0.0.1", 1));
        metadata.heardOf(
                Await.result(metadata.join(new JoinCluster(SELF, UUID.randomUUID(), endpoints, Optional.empty()))));
        reports = new LeaderReports(SELF, metadata, leader);
        GroupServices groups = new GroupServices(
                GroupSettings.from(Settings.defaults()), new ImageTopics(metadata::latest), GroupClock.system());
        PartitionFactory factory = new PartitionFactory(
                slices.storage(),
                TopicConfig.defaults(LogConfig.DEFAULT, MAX_BATCH, TopicConfig.Retention.DEFAULT),
                new PartitionServices(
                        InstantSource.system(), consensus::reachable, Duration.ofDays(1), Background.threads(), room),
                groups,
                reports);
        host = new PartitionHost(
                SELF,
                metadata,
                consensus,
                slices.storage(),
                factory,
                hosted,
                new Repairs(slices.storage(), InstantSource.system()),
                room);
        ClusterDirectory directory = new ClusterDirectory("cluster", metadata, hosted, consensus);
        BrokerRemoval removal = new BrokerRemoval(SELF, metadata, consensus, peers::topicsOf);
        PartitionLeader partitions = new PartitionLeader(SELF, peers, directory::leader);
        BrokerSettings settings = new BrokerSettings(Settings.defaults(), BrokerKeys.all());
        new RequestHandlers(
                        directory,
                        metadata,
                        hosted,
                        leader,
                        partitions,
                        removal,
                        new ConfigDescription(SELF, metadata, settings, factory::configOf),
                        SELF,
                        "test",
                        List.of(),
                        Path.of("").toAbsolutePath(),
                        true)
                .open(router);
    }

    /** Sends a request. */
    public <R extends Response> CompletableFuture<R> send(Request<R> request) {
        return router.submit(request, RequestContext.LOCAL);
    }

    /** Another broker becomes a member if it is none yet, and is reachable. */
    public void join(BrokerId other) {
        if (metadata.image().broker(other).isPresent()) {
            return;
        }
        Map<String, HostPort> endpoints = Map.of(BrokerInfo.RAFT, new HostPort("127.0.0.1", 2));
        Await.result(metadata.join(new JoinCluster(other, UUID.randomUUID(), endpoints, Optional.empty())));
        consensus.setReachable(Set.of(SELF, other));
    }

    /** Creates a topic. */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, 1);
    }

    /** Creates a topic; this broker gets a replica of each partition if it is one of so many. */
    public void createTopic(String name, int partitions, int replicas) {
        Await.result(send(new CreateTopic(name, partitions, replicas, Map.of(), false)));
        if (replicas == consensus.reachable().size()) {
            Await.until(
                    "the partitions are open",
                    () -> hosted.find(name, partitions - 1).isPresent());
        }
    }

    /** Produces and waits; tries again while the partition has no leader, as clients do. */
    public long produce(String topic, int partition, RecordBatch batch) {
        Produce request = new Produce(topic, partition, Acks.ALL, batch, Duration.ofSeconds(20));
        return Await.value(
                "a record is produced",
                () -> send(request)
                        .handle((done, fault) -> {
                            if (fault instanceof RequestException e && e.code() == ErrorCode.NO_LEADER) {
                                return Optional.<Long>empty();
                            }
                            return Optional.of(done.baseOffset());
                        })
                        .join());
    }

    /** The group of a partition. */
    public FakeGroup group(String topic, int partition) {
        LogId log = hosted.find(topic, partition).orElseThrow().replica().id();
        return consensus.group(log);
    }

    /** Makes a pass of the host soon, as a change of the metadata does. */
    public PartitionHost host() {
        return host;
    }

    @Override
    public void close() {
        host.close();
        hosted.all().forEach(partition -> partition.close());
        reports.close();
        metadata.close();
    }

    private static final class Unreachable implements ClientTransport {
        @Override
        public Requests broker(HostPort address) {
            return new Requests() {
                @Override
                public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
                    return CompletableFuture.failedFuture(
                            new RequestException(ErrorCode.UNAVAILABLE, address + " cannot be reached"));
                }
            };
        }

        @Override
        public void close() {
            // there is nothing
        }
    }
}

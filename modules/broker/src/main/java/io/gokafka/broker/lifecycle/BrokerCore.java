package io.gokafka.broker.lifecycle;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.broker.config.BrokerConfig;
import io.gokafka.broker.config.BrokerSettings;
import io.gokafka.broker.config.IntegrityKeys;
import io.gokafka.broker.disk.DiskSpace;
import io.gokafka.broker.group.GroupClock;
import io.gokafka.broker.group.GroupSettings;
import io.gokafka.broker.hosting.CompactionSchedule;
import io.gokafka.broker.hosting.GroupPartition;
import io.gokafka.broker.hosting.GroupServices;
import io.gokafka.broker.hosting.HostedPartitions;
import io.gokafka.broker.hosting.ImageTopics;
import io.gokafka.broker.hosting.LeaderReports;
import io.gokafka.broker.hosting.PartitionFactory;
import io.gokafka.broker.hosting.PartitionHost;
import io.gokafka.broker.hosting.Repairs;
import io.gokafka.broker.hosting.RetentionSchedule;
import io.gokafka.broker.hosting.Scrub;
import io.gokafka.broker.hosting.SetAsideLogs;
import io.gokafka.broker.hosting.SetAsideStorage;
import io.gokafka.broker.http.Readiness;
import io.gokafka.broker.metadata.BrokerRemoval;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.metadata.Controller;
import io.gokafka.broker.metadata.MoveWatch;
import io.gokafka.broker.offline.Folders;
import io.gokafka.broker.partition.Background;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.PartitionServices;
import io.gokafka.broker.partition.Replica;
import io.gokafka.broker.peer.MetadataLeader;
import io.gokafka.broker.peer.PartitionLeader;
import io.gokafka.broker.peer.Peers;
import io.gokafka.broker.request.ClusterDirectory;
import io.gokafka.broker.request.ConfigDescription;
import io.gokafka.broker.request.RequestHandlers;
import io.gokafka.broker.request.RequestRouter;
import io.gokafka.broker.request.TopicIndex;
import io.gokafka.broker.thread.Worker;
import io.gokafka.broker.topic.TopicConfig;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The core of a broker, on top of storage, consensus and listeners: the metadata, the partitions, and the handlers of requests.
 *
 * <p>Threading: {@link #start} and {@link #close} are for one thread each.
 */
final class BrokerCore implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BrokerCore.class.getName());

    private static final Duration GROUP_TICK = Duration.ofMillis(100);

    private static final Duration DISK_LOOK = Duration.ofSeconds(1);
    private static final Duration ORPHAN_SEARCH = Duration.ofMinutes(1);

    private final BrokerConfig config;
    private final LoadedPlugins plugins;
    private final Identity identity;
    private final Storage storage;
    private final Consensus consensus;
    private final RequestRouter router;
    private final Closer parts = new Closer();
    private final HostedPartitions hosted = new HostedPartitions();
    private final Repairs repairs;
    private final DiskSpace space;
    private final ClusterMetadata metadata;
    private final Peers peers;
    private boolean orphansDeleted;

    BrokerCore(
            BrokerConfig config,
            LoadedPlugins plugins,
            Identity identity,
            Storage storage,
            Consensus consensus,
            ClientTransport connections,
            RequestRouter router,
            TopicIndex topics) {
        this.config = config;
        this.plugins = plugins;
        this.identity = identity;
        this.storage = storage;
        this.consensus = consensus;
        this.router = router;
        this.repairs = new Repairs(storage, InstantSource.system());
        this.space = new DiskSpace(
                config.dataDirectory().toString(),
                DiskSpace.Probe.of(config.dataDirectory()),
                plugins.settings().get(IntegrityKeys.DISK_RESERVE));
        this.metadata = MetadataRepair.create(
                config.id(),
                identity.metadataVoters(),
                repairs,
                () -> ClusterMetadata.create(storage, consensus, config.topics(), InstantSource.system()));
        this.peers = new Peers(plugins.betweenBrokers().name(), connections, metadata::image);
        topics.follow(metadata::image);
        parts.add("metadata", metadata);
    }

    /** Begins to take part in the cluster; the broker is ready when the cluster has taken note of it. */
    void start(
            DataDirectory directory,
            Map<String, HostPort> endpoints,
            StatusView status,
            RunningBroker running,
            String version) {
        BrokerId self = config.id();
        MetadataLeader leader = new MetadataLeader(self, metadata, peers);
        ClusterDirectory cluster = new ClusterDirectory(identity.clusterId(), metadata, hosted, consensus);
        status.wire(cluster, metadata, hosted);
        storage.onFailure(why -> storageFailed(why, running));
        parts.add("disk space", Worker.start("disk-space", DISK_LOOK, space::look));
        parts.add(
                "metadata repair",
                new MetadataRepair(
                        self,
                        metadata,
                        () -> directory.identity().orElse(identity).metadataVoters(),
                        identity.begun(),
                        repairs,
                        space,
                        running::fail));

        LeaderReports reports = parts.add("leader reports", new LeaderReports(self, metadata, leader));
        PartitionFactory factory = factory(reports);
        parts.add("open partitions", this::closePartitions); // closed after the host that opens them
        PartitionHost host = parts.add(
                "partitions", new PartitionHost(self, metadata, consensus, storage, factory, hosted, repairs, space));
        scrub();
        parts.add("logs set aside", SetAsideLogs.start(storage, this::replicas, space));
        parts.add(
                "storage set aside",
                SetAsideStorage.start(
                        aside(directory),
                        this::replicas,
                        () -> router.isOpen() && metadata.isCaughtUp() && host.hasAll(),
                        space));
        parts.add("retention", new RetentionSchedule(hosted, config.retention().checkInterval()));
        parts.add(
                "compaction",
                new CompactionSchedule(
                        hosted,
                        config.retention().checkInterval(),
                        config.retention().compactionMemory()));
        parts.add("controller", new Controller(metadata, consensus));
        parts.add("moves", new MoveWatch(metadata, peers::topicsOf));
        parts.add("group ticks", Worker.start("group-ticks", GROUP_TICK, this::tickGroups));
        BrokerRemoval removal = new BrokerRemoval(self, metadata, consensus, peers::topicsOf);
        RequestHandlers handlers = new RequestHandlers(
                cluster,
                metadata,
                hosted,
                leader,
                new PartitionLeader(self, peers, cluster::leader),
                removal,
                describeConfig(factory),
                self,
                version,
                plugins.names(),
                config.dataDirectory(),
                config.topics().autoCreate());

        Membership membership =
                parts.add("membership", new Membership(directory, endpoints, metadata, consensus, leader));
        var _ = membership
                .removed()
                .thenRun(() -> running.fail(new IllegalStateException("this broker was removed from the cluster")));
        var _ = membership.registered().whenComplete((done, fault) -> {
            if (fault != null) {
                running.fail(fault);
            } else {
                handlers.open(router);
                status.set(new Readiness.Ready());
                running.ready().complete(null);
            }
        });
        parts.add("orphan search", Worker.start("orphans", ORPHAN_SEARCH, () -> deleteOrphans(host)));
    }

    private static Path aside(DataDirectory directory) {
        try {
            return Folders.asideOf(directory.storageFolder());
        } catch (IOException e) {
            throw new StorageException("cannot find the folder of the storage", e);
        }
    }

    private void scrub() {
        long rate = plugins.settings().get(IntegrityKeys.SCRUB_RATE);
        if (rate > 0) {
            Duration interval = plugins.settings().get(IntegrityKeys.SCRUB_INTERVAL);
            parts.add("scrub", Scrub.start(this::replicas, rate, interval, RandomGenerator.getDefault()));
        }
    }

    private List<Replica> replicas() {
        List<Replica> replicas = new ArrayList<>(
                hosted.all().stream().map(HostedPartition::replica).toList());
        replicas.add(metadata.replica());
        return replicas;
    }

    /** Space may come back; what is damaged does not, but the next start goes on without it ({@link StorageRepair}). */
    private void storageFailed(StorageException why, RunningBroker running) {
        if (!Repairs.isDamage(why)) {
            failReplicas(why);
            return;
        }
        // Of no log by itself: none can be set aside and begun anew.
        StorageException all = new StorageException(why.getMessage()
                + ". When this broker is started again, it gets everything from the others, if there are any");
        failReplicas(all);
        running.fail(all);
    }

    /** Those that nobody uses would notice it late, and lead until then. To fail one is to wait for its thread, which may be this one. */
    private void failReplicas(StorageException why) {
        for (Replica replica : replicas()) {
            Thread.ofVirtual().name("fail-" + replica.id()).start(() -> replica.fail(why));
        }
    }

    private ConfigDescription describeConfig(PartitionFactory factory) {
        BrokerSettings settings = new BrokerSettings(plugins.settings(), plugins.keys());
        return new ConfigDescription(config.id(), metadata, settings, factory::configOf);
    }

    private PartitionFactory factory(LeaderReports reports) {
        GroupServices groups = new GroupServices(
                GroupSettings.from(plugins.settings()), new ImageTopics(metadata::latest), GroupClock.system());
        TopicConfig defaults = TopicConfig.defaults(
                config.log(),
                config.limits().maxRecordBytes(),
                new TopicConfig.Retention(
                        config.retention().maxAgeMillis(), config.retention().maxBytes()));
        PartitionServices services = new PartitionServices(
                InstantSource.system(),
                consensus::reachable,
                config.retention().producerExpiration(),
                Background.threads(),
                space);
        return new PartitionFactory(storage, defaults, services, groups, reports);
    }

    private void tickGroups() {
        for (HostedPartition partition : hosted.all()) {
            if (partition instanceof GroupPartition groups && groups.replica().isLeader()) {
                var _ = groups.coordinator().tick();
            }
        }
    }

    /** Once, when the metadata has caught up with what this broker knew in its last life. */
    private void deleteOrphans(PartitionHost host) {
        if (!orphansDeleted && router.isOpen() && metadata.isCaughtUp()) {
            host.deleteOrphans();
            orphansDeleted = true;
        }
    }

    /** Hands leadership over while requests are still answered, so that clients are sent to the new leaders. */
    @Override
    public void close() {
        LeadershipHandover.handOver(replicas(), config.id(), consensus.reachable(), config.shutdownTimeout());
        router.close();
        parts.close();
    }

    private void closePartitions() throws InterruptedException {
        List<Thread> closing = hosted.all().stream()
                .map(p -> Thread.ofVirtual().name("close-" + p.name()).start(() -> close(p)))
                .toList();
        for (Thread thread : closing) {
            thread.join();
        }
    }

    /** One that fails, as all do whose storage has failed, keeps no other from being closed. What it failed of was logged then. */
    private static void close(HostedPartition partition) {
        try {
            partition.close();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "closing {0} failed: {1}", partition.name(), e.getMessage());
        }
    }
}

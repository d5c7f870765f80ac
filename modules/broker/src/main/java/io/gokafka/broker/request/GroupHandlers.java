package io.gokafka.broker.request;

import io.gokafka.api.TopicNames;
import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteGroup;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.ListGroups;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.broker.group.GroupCoordinator;
import io.gokafka.broker.group.GroupPartitioner;
import io.gokafka.broker.hosting.GroupPartition;
import io.gokafka.broker.hosting.HostedPartitions;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handlers of consumer groups: they find the group's coordinator and pass on. */
final class GroupHandlers {
    private static final CreateTopic OFFSETS_TOPIC =
            new CreateTopic(TopicNames.CONSUMER_OFFSETS, 0, 0, Map.of(), false);

    private final ClusterMetadata metadata;
    private final HostedPartitions hosted;
    private final ClusterDirectory directory;
    private final TopicCreation creation;

    GroupHandlers(
            ClusterMetadata metadata, HostedPartitions hosted, ClusterDirectory directory, TopicCreation creation) {
        this.metadata = metadata;
        this.hosted = hosted;
        this.directory = directory;
        this.creation = creation;
    }

    void addTo(RequestRouter router) {
        router.add(FindCoordinator.class, (BlockingHandler<FindCoordinator, FindCoordinator.Result>) this::find);
        router.add(
                GroupHeartbeat.class,
                (GroupHeartbeat r, RequestContext c) -> coordinator(r.group()).heartbeat(r, c));
        router.add(
                CommitOffsets.class,
                (CommitOffsets r, RequestContext c) -> coordinator(r.group()).commit(r));
        router.add(
                FetchOffsets.class,
                (FetchOffsets r, RequestContext c) -> coordinator(r.group()).fetch(r));
        router.add(
                DescribeGroup.class,
                (DescribeGroup r, RequestContext c) -> coordinator(r.group()).describe(r));
        router.add(
                DeleteGroup.class,
                (DeleteGroup r, RequestContext c) -> coordinator(r.group()).delete(r));
        router.add(
                DeleteOffsets.class,
                (DeleteOffsets r, RequestContext c) -> coordinator(r.group()).deleteOffsets(r));
        router.add(ListGroups.class, (BlockingHandler<ListGroups, ListGroups.Result>) this::list);
        addClassicTo(router);
    }

    private void addClassicTo(RequestRouter router) {
        router.add(
                JoinGroup.class,
                (JoinGroup r, RequestContext c) -> coordinator(r.group()).join(r, c));
        router.add(
                SyncGroup.class,
                (SyncGroup r, RequestContext c) -> coordinator(r.group()).sync(r));
        router.add(
                ClassicHeartbeat.class,
                (ClassicHeartbeat r, RequestContext c) -> coordinator(r.group()).classicHeartbeat(r));
        router.add(
                LeaveGroup.class,
                (LeaveGroup r, RequestContext c) -> coordinator(r.group()).leave(r));
    }

    private FindCoordinator.Result find(FindCoordinator request, RequestContext context) throws InterruptedException {
        if (metadata.image().topic(TopicNames.CONSUMER_OFFSETS).isEmpty()) {
            creation.ensureOffsetsTopic(OFFSETS_TOPIC, context);
        }
        return directory
                .leader(TopicNames.CONSUMER_OFFSETS, partitionOf(request.group()))
                .flatMap(directory::broker)
                .map(FindCoordinator.Result::new)
                .orElseThrow(() -> new RequestException(
                        ErrorCode.NO_LEADER,
                        "group '" + request.group() + "' has no coordinator at the moment; try again"));
    }

    private ListGroups.Result list(ListGroups request, RequestContext context) {
        List<ListGroups.Group> groups = new ArrayList<>();
        hosted.all().forEach(partition -> {
            if (partition instanceof GroupPartition g && g.replica().isLeader()) {
                groups.addAll(g.coordinator().list().join().groups());
            }
        });
        return new ListGroups.Result(groups);
    }

    private GroupCoordinator coordinator(String group) {
        int partition = partitionOf(group);
        return hosted.find(TopicNames.CONSUMER_OFFSETS, partition)
                .filter(p -> p.replica().isLeader() && p.replica().hasBegun())
                .filter(GroupPartition.class::isInstance)
                .map(p -> ((GroupPartition) p).coordinator())
                .orElseThrow(() -> new Failure(
                                ErrorCode.NOT_COORDINATOR,
                                "this broker does not coordinate group '" + group + "': find its coordinator first",
                                directory
                                        .leader(TopicNames.CONSUMER_OFFSETS, partition)
                                        .flatMap(directory::broker))
                        .toException());
    }

    private int partitionOf(String group) {
        Optional<ClusterImage.Topic> topic = metadata.image().topic(TopicNames.CONSUMER_OFFSETS);
        if (topic.isEmpty()) {
            throw new RequestException(
                    ErrorCode.NOT_COORDINATOR, "no group has a coordinator yet: find the group's coordinator first");
        }
        return GroupPartitioner.partitionFor(group, topic.get().partitionCount());
    }
}

package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Api;
import java.util.List;
import org.apache.kafka.common.Uuid;

/** The APIs of groups and their offsets. */
public final class GroupApis {
    private GroupApis() {}

    /** All of them. */
    public static List<Api<?>> all(Requests requests, TopicDirectory topics) {
        return List.of(
                new FindCoordinatorApi(requests),
                new OffsetCommitApi(requests, topics),
                new OffsetFetchApi(requests, topics),
                new OffsetDeleteApi(requests, topics),
                new JoinGroupApi(requests),
                new SyncGroupApi(requests),
                new HeartbeatApi(requests),
                new LeaveGroupApi(requests),
                new DescribeGroupsApi(requests),
                new ListGroupsApi(requests),
                new DeleteGroupsApi(requests),
                new ConsumerGroupHeartbeatApi(
                        requests, topics, () -> Uuid.randomUuid().toString()),
                new ConsumerGroupDescribeApi(requests, topics));
    }
}

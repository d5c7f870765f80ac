package io.gokafka.transport.kafka.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.Uuids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponsePartition;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/**
 * Stores where a group goes on reading. A partition that does not exist is refused by itself, the rest is stored. How long offsets shall
 * be kept, which old clients say, is left to the broker, as in Kafka.
 */
final class OffsetCommitApi implements Api<OffsetCommitRequestData> {
    /** From there on topics are named by ids. */
    private static final short TOPIC_IDS = 10;

    private final Requests requests;
    private final TopicDirectory topics;

    OffsetCommitApi(Requests requests, TopicDirectory topics) {
        this.requests = requests;
        this.topics = topics;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.OFFSET_COMMIT;
    }

    @Override
    public short oldest() {
        return 2;
    }

    @Override
    public short newest() {
        return TOPIC_IDS;
    }

    @Override
    public CompletableFuture<OffsetCommitResponseData> answer(OffsetCommitRequestData request, Call call) {
        Commit commit = new Commit();
        request.topics().forEach(topic -> commit.add(topic, find(topic, call), call.version() < TOPIC_IDS));
        if (commit.offsets.isEmpty()) {
            return CompletableFuture.completedFuture(commit.response);
        }
        CommitOffsets offsets = new CommitOffsets(request.groupId(), member(request), commit.offsets);
        return Answers.map(
                requests.submit(offsets, call.context()),
                _ -> commit.response,
                failure -> commit.failed(GroupErrors.ofCommit(failure.code())));
    }

    private Optional<TopicDirectory.Topic> find(OffsetCommitRequestTopic topic, Call call) {
        return call.version() < TOPIC_IDS ? topics.find(topic.name()) : topics.find(Uuids.of(topic.topicId()));
    }

    private static Optional<CommitOffsets.Member> member(OffsetCommitRequestData request) {
        return request.memberId().isEmpty() && request.generationIdOrMemberEpoch() < 0
                ? Optional.empty()
                : Optional.of(new CommitOffsets.Member(
                        request.memberId(),
                        request.generationIdOrMemberEpoch(),
                        Optional.ofNullable(request.groupInstanceId())));
    }

    /** What is stored, and the response that grows beside it. */
    private static final class Commit {
        private final Map<TopicPartition, CommittedOffset> offsets = new HashMap<>();
        private final List<OffsetCommitResponsePartition> pending = new ArrayList<>();
        private final OffsetCommitResponseData response = new OffsetCommitResponseData();

        void add(OffsetCommitRequestTopic topic, Optional<TopicDirectory.Topic> found, boolean byName) {
            Errors unknown = byName ? Errors.UNKNOWN_TOPIC_OR_PARTITION : Errors.UNKNOWN_TOPIC_ID;
            response.topics()
                    .add(new OffsetCommitResponseTopic()
                            .setName(topic.name())
                            .setTopicId(topic.topicId())
                            .setPartitions(topic.partitions().stream()
                                    .map(partition -> found.map(known -> add(partition, known))
                                            .orElseGet(() -> answer(partition, unknown)))
                                    .toList()));
        }

        private OffsetCommitResponsePartition add(OffsetCommitRequestPartition partition, TopicDirectory.Topic topic) {
            int index = partition.partitionIndex();
            if (index < 0 || index >= topic.partitions()) {
                return answer(partition, Errors.UNKNOWN_TOPIC_OR_PARTITION);
            }
            String note = Optional.ofNullable(partition.committedMetadata()).orElse("");
            if (note.length() > CommittedOffset.MAX_METADATA) {
                return answer(partition, Errors.OFFSET_METADATA_TOO_LARGE);
            }
            offsets.put(
                    new TopicPartition(topic.name(), index),
                    new CommittedOffset(partition.committedOffset(), note, 0, partition.committedLeaderEpoch()));
            OffsetCommitResponsePartition answer = answer(partition, Errors.NONE);
            pending.add(answer);
            return answer;
        }

        OffsetCommitResponseData failed(Errors error) {
            pending.forEach(partition -> partition.setErrorCode(error.code()));
            return response;
        }

        private static OffsetCommitResponsePartition answer(OffsetCommitRequestPartition partition, Errors error) {
            return new OffsetCommitResponsePartition()
                    .setPartitionIndex(partition.partitionIndex())
                    .setErrorCode(error.code());
        }
    }
}

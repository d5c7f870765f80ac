package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.Uuids;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopics;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.protocol.ApiKeys;

/** Reads where groups go on reading. All offsets are stable: there are no transactions that could still change them. */
final class OffsetFetchApi implements Api<OffsetFetchRequestData> {
    /** From there on a request asks for many groups. */
    private static final short BATCHES = 8;

    /** From there on topics are named by ids. */
    private static final short TOPIC_IDS = 10;

    private final Requests requests;
    private final TopicDirectory topics;

    OffsetFetchApi(Requests requests, TopicDirectory topics) {
        this.requests = requests;
        this.topics = topics;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.OFFSET_FETCH;
    }

    @Override
    public short oldest() {
        return 1;
    }

    @Override
    public short newest() {
        return TOPIC_IDS;
    }

    @Override
    public CompletableFuture<OffsetFetchResponseData> answer(OffsetFetchRequestData request, Call call) {
        if (call.version() < BATCHES) {
            OffsetQuestion question =
                    new OffsetQuestion(request.groupId(), Optional.empty(), OffsetQuestion.topics(request));
            return read(question, call).thenApply(answer -> answer.single(call.version()));
        }
        List<CompletableFuture<OffsetAnswer>> groups = request.groups().stream()
                .map(group -> read(question(group, call), call))
                .toList();
        return Answers.all(groups)
                .thenApply(answers -> new OffsetFetchResponseData()
                        .setGroups(answers.stream().map(OffsetAnswer::ofMany).toList()));
    }

    private CompletableFuture<OffsetAnswer> read(OffsetQuestion question, Call call) {
        boolean byId = call.version() >= TOPIC_IDS;
        FetchOffsets request = new FetchOffsets(question.group(), question.partitions(), question.member());
        return Answers.map(
                requests.submit(request, call.context()),
                found -> question.topics().isPresent()
                        ? OffsetAnswer.of(question, found.offsets())
                        : OffsetAnswer.ofAll(question, found.offsets(), byId ? Optional.of(topics) : Optional.empty()),
                failure -> OffsetAnswer.failed(question, GroupErrors.ofOffsets(failure.code())));
    }

    private OffsetQuestion question(OffsetFetchRequestGroup group, Call call) {
        Optional<CommitOffsets.Member> member = Optional.ofNullable(group.memberId())
                .filter(_ -> group.memberEpoch() >= 0)
                .map(id -> new CommitOffsets.Member(id, group.memberEpoch()));
        return new OffsetQuestion(
                group.groupId(),
                member,
                Optional.ofNullable(group.topics())
                        .map(all ->
                                all.stream().map(topic -> topic(topic, call)).toList()));
    }

    private OffsetQuestion.Topic topic(OffsetFetchRequestTopics topic, Call call) {
        Optional<String> name = call.version() < TOPIC_IDS
                ? Optional.of(topic.name())
                : topics.find(Uuids.of(topic.topicId())).map(TopicDirectory.Topic::name);
        return new OffsetQuestion.Topic(name, topic.topicId(), topic.partitionIndexes());
    }
}

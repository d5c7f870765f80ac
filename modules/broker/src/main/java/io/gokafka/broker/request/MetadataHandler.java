package io.gokafka.broker.request;

import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Describes the cluster and topics. */
final class MetadataHandler implements BlockingHandler<Metadata, Metadata.Result> {
    private final ClusterMetadata metadata;
    private final ClusterDirectory directory;
    private final TopicLookup lookup;

    MetadataHandler(ClusterMetadata metadata, ClusterDirectory directory, TopicLookup lookup) {
        this.metadata = metadata;
        this.directory = directory;
        this.lookup = lookup;
    }

    @Override
    public Metadata.Result answer(Metadata request, RequestContext context) throws InterruptedException {
        List<Metadata.Topic> topics = new ArrayList<>();
        Map<String, Failure> failures = new HashMap<>();
        if (request.allTopics()) {
            metadata.image().topics().values().forEach(t -> topics.add(directory.describe(t)));
        } else {
            for (String name : request.topics()) {
                describe(name, request.create(), context, topics, failures);
            }
        }
        Map<UUID, Failure> failuresById = describeByIds(request, topics);
        return new Metadata.Result(
                directory.clusterId(),
                directory.brokers(),
                metadata.leader(),
                metadata.replica().status().map(GroupStatus::voters).orElse(List.of()),
                topics,
                failures,
                failuresById);
    }

    /** Adds the topics of some ids to the others, each once; says why some are not known. */
    private Map<UUID, Failure> describeByIds(Metadata request, List<Metadata.Topic> topics) {
        Map<UUID, Failure> failures = new HashMap<>();
        Set<UUID> described = topics.stream().map(Metadata.Topic::id).collect(Collectors.toCollection(HashSet::new));
        for (UUID id : request.topicIds()) {
            Optional<ClusterImage.Topic> topic = metadata.image().topic(id);
            if (topic.isEmpty()) {
                failures.put(id, Failure.of(ErrorCode.UNKNOWN_TOPIC_ID, "there is no topic with id " + id));
            } else if (described.add(id)) {
                topics.add(directory.describe(topic.get()));
            }
        }
        return failures;
    }

    private void describe(
            String name,
            boolean create,
            RequestContext context,
            List<Metadata.Topic> topics,
            Map<String, Failure> failures)
            throws InterruptedException {
        try {
            ClusterImage.Topic topic = lookup.topic(name, create, context).orElseThrow(() -> lookup.unknown(name));
            topics.add(directory.describe(topic));
        } catch (RequestException e) {
            failures.put(name, e.failure());
        }
    }
}

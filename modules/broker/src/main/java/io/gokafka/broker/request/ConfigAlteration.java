package io.gokafka.broker.request;

import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.AlterTopicConfig.Change;
import io.gokafka.api.request.RequestContext;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.peer.MetadataLeader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Changes settings of topics, and waits until this broker has heard of it. */
final class ConfigAlteration implements BlockingHandler<AlterTopicConfig, AlterTopicConfig.Result> {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);

    private final ClusterMetadata metadata;
    private final MetadataLeader leader;

    ConfigAlteration(ClusterMetadata metadata, MetadataLeader leader) {
        this.metadata = metadata;
        this.leader = leader;
    }

    @Override
    public AlterTopicConfig.Result answer(AlterTopicConfig request, RequestContext context)
            throws InterruptedException {
        AlterTopicConfig.Result altered = leader.apply(request, () -> metadata.alterConfig(request), context);
        if (!request.validateOnly()) {
            metadata.await(image -> isSeen(image, request), SEEN_WITHIN);
        }
        return altered;
    }

    private static boolean isSeen(ClusterImage image, AlterTopicConfig request) {
        return image.topic(request.topic())
                .map(ClusterImage.Topic::configs)
                .map(configs -> request.changes().stream().allMatch(change -> isSeen(configs, change)))
                .orElse(true);
    }

    private static boolean isSeen(Map<String, String> configs, Change change) {
        return switch (change.operation()) {
            case SET -> change.value().equals(Optional.ofNullable(configs.get(change.name())));
            case DELETE -> !configs.containsKey(change.name());
            case APPEND, SUBTRACT -> configs.containsKey(change.name());
        };
    }
}

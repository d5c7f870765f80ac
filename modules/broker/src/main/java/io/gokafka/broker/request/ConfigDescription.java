package io.gokafka.broker.request;

import io.gokafka.api.BrokerId;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.DescribeConfig.Entry;
import io.gokafka.api.request.DescribeConfig.Resource;
import io.gokafka.api.request.DescribeConfig.Source;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.config.BrokerSettings;
import io.gokafka.broker.config.LimitKeys;
import io.gokafka.broker.config.LogKeys;
import io.gokafka.broker.config.RetentionKeys;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.topic.TopicConfig;
import io.gokafka.broker.topic.TopicSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Describes the settings of topics, and of this broker.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class ConfigDescription implements Handler<DescribeConfig, DescribeConfig.Result> {
    /** The settings of topics whose default a broker's configuration can say, by the broker's key. */
    private static final Map<String, ConfigKey<?>> FROM_BROKER = Map.of(
            "max.message.bytes", LimitKeys.MAX_RECORD_BYTES,
            "segment.bytes", LogKeys.SEGMENT_BYTES,
            "segment.ms", LogKeys.SEGMENT_AGE,
            "retention.ms", RetentionKeys.RETENTION_TIME,
            "retention.bytes", RetentionKeys.RETENTION_BYTES);

    private final BrokerId self;
    private final ClusterMetadata metadata;
    private final BrokerSettings settings;
    private final Function<ClusterImage.Topic, TopicConfig> effective;

    /**
     * Makes one.
     *
     * @param effective the settings of a topic over this broker's defaults
     */
    public ConfigDescription(
            BrokerId self,
            ClusterMetadata metadata,
            BrokerSettings settings,
            Function<ClusterImage.Topic, TopicConfig> effective) {
        this.self = self;
        this.metadata = metadata;
        this.settings = settings;
        this.effective = effective;
    }

    @Override
    public CompletableFuture<DescribeConfig.Result> handle(DescribeConfig request, RequestContext context) {
        List<Entry> entries = switch (request.resource()) {
            case Resource.Topic(String name) -> topic(name);
            case Resource.Broker(BrokerId id) -> broker(id);
        };
        return CompletableFuture.completedFuture(new DescribeConfig.Result(entries));
    }

    private List<Entry> topic(String name) {
        ClusterImage.Topic topic = metadata.image()
                .topic(name)
                .orElseThrow(() -> new RequestException(
                        ErrorCode.UNKNOWN_TOPIC, "topic '" + name + "' does not exist: gokafka topics list shows all"));
        TopicConfig config = effective.apply(topic);
        return TopicSetting.all().stream()
                .map(setting -> describe(setting, config, topic))
                .toList();
    }

    private Entry describe(TopicSetting setting, TopicConfig config, ClusterImage.Topic topic) {
        return new Entry(
                setting.name(),
                Optional.of(setting.text().apply(config)),
                source(setting.name(), topic),
                setting.type(),
                false,
                setting.documentation());
    }

    private Source source(String name, ClusterImage.Topic topic) {
        if (topic.configs().containsKey(name)) {
            return Source.TOPIC;
        }
        return Optional.ofNullable(FROM_BROKER.get(name))
                .filter(settings.settings()::isSet)
                .map(key -> Source.BROKER)
                .orElse(Source.DEFAULT);
    }

    private List<Entry> broker(BrokerId id) {
        if (!id.equals(self)) {
            throw new RequestException(
                    metadata.image().broker(id).isPresent() ? ErrorCode.INVALID_REQUEST : ErrorCode.UNKNOWN_BROKER,
                    "broker '" + self + "' tells its own settings only, not those of broker '" + id + "'");
        }
        return settings.describe();
    }
}

package io.gokafka.broker.metadata;

import static io.gokafka.broker.metadata.ClusterDecisions.decision;

import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.AlterTopicConfig.Change;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.broker.metadata.ClusterRecord.TopicConfigured;
import io.gokafka.broker.state.Decision;
import io.gokafka.broker.topic.TopicConfig;
import io.gokafka.broker.topic.TopicSetting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What changes of a topic's settings come to: all of them, or none. Pure. */
final class ConfigDecisions {
    /** Lists are the same by default on all brokers. */
    private static final TopicConfig DEFAULTS =
            TopicConfig.defaults(LogConfig.DEFAULT, 1, TopicConfig.Retention.DEFAULT);

    private ConfigDecisions() {}

    /** Changes settings of a topic. */
    static Decision<AlterTopicConfig.Result> alter(ClusterState state, AlterTopicConfig request) {
        ClusterImage.Topic topic = TopicDecisions.changeable(state.view(), request.topic());
        checkNamedOnce(request.changes());
        Map<String, String> configs = new TreeMap<>(request.replace() ? Map.of() : topic.configs());
        for (Change change : request.changes()) {
            TopicSetting setting = TopicSetting.named(change.name());
            switch (change.operation()) {
                case SET -> configs.put(setting.name(), value(change));
                case DELETE -> configs.remove(setting.name());
                case APPEND, SUBTRACT -> configs.put(setting.name(), edited(setting, change, configs));
            }
        }
        TopicConfig.check(configs);
        boolean unchanged = request.validateOnly() || configs.equals(topic.configs());
        return decision(
                unchanged ? List.of() : List.of(new TopicConfigured(topic.id(), configs)),
                new AlterTopicConfig.Result());
    }

    private static void checkNamedOnce(List<Change> changes) {
        Set<String> names = new HashSet<>();
        for (Change change : changes) {
            if (!names.add(change.name())) {
                throw new RequestException(
                        ErrorCode.INVALID_REQUEST, "setting '" + change.name() + "' is named more than once");
            }
        }
    }

    private static String value(Change change) {
        return change.value()
                .orElseThrow(() -> new RequestException(
                        ErrorCode.INVALID_REQUEST, "setting '" + change.name() + "' is given no value"));
    }

    private static String edited(TopicSetting setting, Change change, Map<String, String> configs) {
        if (!setting.isList()) {
            throw new RequestException(
                    ErrorCode.INVALID_CONFIG,
                    "nothing can be added to or taken out of setting '" + setting.name() + "': it is not a list");
        }
        String now = configs.getOrDefault(setting.name(), setting.text().apply(DEFAULTS));
        List<String> items = new ArrayList<>(items(now));
        List<String> named = items(value(change));
        if (change.operation() == AlterTopicConfig.Operation.SUBTRACT) {
            items.removeAll(named);
        } else {
            named.stream().filter(item -> !items.contains(item)).forEach(items::add);
        }
        return String.join(",", items);
    }

    private static List<String> items(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .distinct()
                .toList();
    }
}

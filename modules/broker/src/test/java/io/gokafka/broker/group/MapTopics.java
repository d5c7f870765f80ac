package io.gokafka.broker.group;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Topics of a test, with their partition counts. */
record MapTopics(Map<String, Integer> topics) implements TopicView {
    @Override
    public OptionalInt partitionCount(String topic) {
        return topics.containsKey(topic) ? OptionalInt.of(topics.get(topic)) : OptionalInt.empty();
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(topics.keySet());
    }
}

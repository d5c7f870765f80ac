package io.gokafka.broker.group;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** Topics of a test, with their partition counts, as some broker knows them. Not thread-safe. */
final class MapTopics implements TopicView {
    private final Map<String, Integer> counts;

    /** How often a topic of the name was deleted. */
    private final Map<String, Integer> deletions = new HashMap<>();

    private long index = 1;

    MapTopics(Map<String, Integer> counts) {
        this.counts = counts;
    }

    /** What a broker knows that hears no more. */
    MapTopics copy() {
        MapTopics copy = new MapTopics(new HashMap<>(counts));
        copy.follow(this);
        return copy;
    }

    /** Knows what the other one knows. */
    void follow(MapTopics other) {
        counts.clear();
        counts.putAll(other.counts);
        deletions.putAll(other.deletions);
        index = other.index;
    }

    void create(String topic, int partitions) {
        counts.put(topic, partitions);
        index++;
    }

    void delete(String topic) {
        counts.remove(topic);
        deletions.merge(topic, 1, Integer::sum);
        index++;
    }

    @Override
    public OptionalInt partitionCount(String topic) {
        return counts.containsKey(topic) ? OptionalInt.of(counts.get(topic)) : OptionalInt.empty();
    }

    @Override
    public Optional<TopicMark> mark(String topic) {
        return counts.containsKey(topic) ? Optional.of(new TopicMark(id(topic), index)) : Optional.empty();
    }

    @Override
    public boolean isGone(TopicMark topic) {
        return topic.index() <= index && counts.keySet().stream().noneMatch(name -> id(name).equals(topic.id()));
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(counts.keySet());
    }

    private UUID id(String topic) {
        String life = topic + " " + deletions.getOrDefault(topic, 0);
        return UUID.nameUUIDFromBytes(life.getBytes(StandardCharsets.UTF_8));
    }
}

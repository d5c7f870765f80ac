package io.gokafka.broker.offline;

import io.gokafka.api.LogId;
import io.gokafka.api.TopicPartition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log is called by people. The id of a partition's log says which one it is ({@code ClusterImage.logId}), so no metadata need
 * be read, which may be what is damaged.
 *
 * @param log the log
 * @param partition the partition; empty for a log of no topic, and where the topic's name is so long that the id has its beginning only
 * @param topicId the topic's id, 32 hexadecimal digits
 */
public record LogName(LogId log, Optional<TopicPartition> partition, Optional<String> topicId) {
    private static final Pattern PARTITION = Pattern.compile("(.+)-([0-9]{1,9})\\.([0-9a-f]{32})");
    private static final int CUT = 180;

    /** The name of a log. */
    public static LogName of(LogId log) {
        Matcher matcher = PARTITION.matcher(log.value());
        if (!matcher.matches()) {
            return new LogName(log, Optional.empty(), Optional.empty());
        }
        String topic = matcher.group(1);
        Optional<TopicPartition> partition = topic.length() < CUT
                ? Optional.of(new TopicPartition(topic, Integer.parseInt(matcher.group(2))))
                : Optional.empty();
        return new LogName(log, partition, Optional.of(matcher.group(3)));
    }

    /** As a user may call it: {@code orders-0}, or the log's id when there is nothing shorter. */
    public String shortName() {
        return partition.map(p -> p.topic() + "-" + p.partition()).orElse(log.value());
    }
}

package io.gokafka.cli.command;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.Metadata;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.text.StartPosition;
import io.gokafka.client.Consumer;
import io.gokafka.client.ConsumerRecord;
import io.gokafka.client.GokafkaClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads records and hands them on, until the end that was there at the start, or until it is told to stop. For one thread. */
final class Reading {
    private static final Duration POLL = Duration.ofMillis(500);

    /** A member that died takes up to a session timeout until its partitions are free. */
    private static final Duration ASSIGNMENT_PATIENCE = Duration.ofSeconds(60);

    private final GokafkaClient client;
    private final Consumer consumer;
    private final RecordSink sink;
    private final Plan plan;
    private final GroupCommits commits;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final long began = System.nanoTime();
    private volatile boolean stopped;

    /**
     * What to read.
     *
     * @param target the topic, and perhaps a partition
     * @param start where to begin, if the user said so
     * @param inGroup whether the consumer has a group
     * @param follow whether to go on at the end
     */
    record Plan(TargetOptions.Target target, Optional<StartPosition> start, boolean inGroup, boolean follow) {}

    Reading(GokafkaClient client, Consumer consumer, RecordSink sink, Plan plan) {
        this.client = client;
        this.consumer = consumer;
        this.sink = sink;
        this.plan = plan;
        commits = new GroupCommits(consumer, plan.inGroup(), sink::flush);
    }

    /** Makes {@link #run} end soon; for any thread. */
    void stop() {
        stopped = true;
        consumer.wakeup();
    }

    void run() {
        begin();
        while (!stopped && !sink.isFull() && (plan.follow() || !atEnd())) {
            List<ConsumerRecord> records = consumer.poll(POLL);
            records.forEach(this::hand);
            if (plan.follow() || records.isEmpty()) {
                sink.flush(); // somebody may be watching
            }
            commits.commitWhenDue();
        }
        sink.flush();
        commits.commit();
    }

    private void begin() {
        Metadata.Topic topic = client.topics().describe(plan.target().topic()); // fails if there is none
        if (plan.inGroup() && plan.target().partition().isEmpty()) {
            consumer.subscribe(List.of(topic.name()), commits);
            return;
        }
        List<TopicPartition> partitions = partitions(topic);
        if (!plan.follow()) {
            partitions.forEach(this::end);
        }
        consumer.assign(partitions);
        if (!plan.inGroup()) {
            seek(partitions, plan.start().orElseGet(StartPosition.Beginning::new));
        }
    }

    private List<TopicPartition> partitions(Metadata.Topic topic) {
        int count = topic.partitions().size();
        int chosen = plan.target().partition().orElse(0);
        if (chosen >= count) {
            throw CliException.failed("topic '" + topic.name() + "' has no partition " + chosen + "; it has " + count
                    + (count == 1 ? ": 0" : ": 0 to " + (count - 1)));
        }
        return topic.partitions().stream()
                .map(Metadata.Partition::partition)
                .filter(p -> plan.target().partition().isEmpty() || p == chosen)
                .map(p -> new TopicPartition(topic.name(), p))
                .toList();
    }

    private void seek(List<TopicPartition> partitions, StartPosition start) {
        switch (start) {
            case StartPosition.Beginning() -> consumer.seekToBeginning(partitions);
            case StartPosition.End() -> consumer.seekToEnd(partitions);
            case StartPosition.AtOffset(long offset) -> seekTo(partitions, offset);
            case StartPosition.AtTime _ ->
                partitions.forEach(p -> consumer.seek(p, client.topics().offset(p, start.query())));
        }
    }

    private void seekTo(List<TopicPartition> partitions, long offset) {
        if (partitions.size() > 1) {
            throw CliException.usage("an offset belongs to one partition, and the topic has " + partitions.size()
                    + "; give --partition, or begin at a time");
        }
        TopicPartition partition = partitions.getFirst();
        long first = client.topics().offset(partition, new ListOffsets.Query.Earliest());
        long last = client.topics().offset(partition, new ListOffsets.Query.Latest());
        if (offset < first || offset > last) {
            throw CliException.failed(
                    "offset " + offset + " is out of range; " + partition + " has " + first + " to " + last);
        }
        consumer.seek(partition, offset);
    }

    private void hand(ConsumerRecord record) {
        boolean wanted = plan.follow() || record.offset() < end(record.topicPartition());
        if (wanted && !sink.isFull()) {
            sink.write(record);
            commits.handed(record);
        }
    }

    /** Positions, not records, say whether the end is reached: the last offset may be the cluster's own and never be returned. */
    private boolean atEnd() {
        Set<TopicPartition> assigned = consumer.assignment();
        if (assigned.isEmpty() && System.nanoTime() - began > ASSIGNMENT_PATIENCE.toNanos()) {
            throw CliException.failed("the group has assigned no partition within " + ASSIGNMENT_PATIENCE.toSeconds()
                    + " s; it may have more members than partitions; see 'gokafka groups describe'");
        }
        return !assigned.isEmpty() && assigned.stream().allMatch(p -> consumer.position(p) >= end(p));
    }

    /** The end as it was when the partition was first seen. */
    private long end(TopicPartition partition) {
        return ends.computeIfAbsent(partition, p -> client.topics().offset(p, new ListOffsets.Query.Latest()));
    }
}

package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.Consumer;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.ReadFrom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** gokafka's consumer with partitions of its own. */
final class GrpcReading implements Reading {
    private final GrpcLink link;
    private final Consumer consumer;

    GrpcReading(String bootstrap, String name, ReadFrom readFrom, ClientTimes times) {
        link = new GrpcLink(bootstrap, name, times.request(), times.operation());
        consumer = link.client()
                .consumer(ConsumerConfig.defaults().withAutoCommit(false).withReadFrom(readFrom));
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
    }

    @Override
    public long first(TopicPartition partition) {
        return link.client().topics().offset(partition, new ListOffsets.Query.Earliest());
    }

    @Override
    public long end(TopicPartition partition) {
        return link.client().topics().offset(partition, new ListOffsets.Query.Latest());
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
    }

    @Override
    public long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    @Override
    public List<Seen> poll(Duration timeout) {
        return consumer.poll(timeout).stream()
                .map(r -> new Seen(r.topicPartition(), r.offset(), r.value()))
                .toList();
    }

    @Override
    public boolean isOutOfRange(RuntimeException failure) {
        return failure instanceof RequestException e && e.code() == ErrorCode.OFFSET_OUT_OF_RANGE;
    }

    @Override
    public void close() {
        link.close();
    }
}

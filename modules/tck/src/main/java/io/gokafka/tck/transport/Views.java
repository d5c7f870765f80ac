package io.gokafka.tck.transport;

import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Produce;
import java.nio.ByteBuffer;
import java.util.List;

/** Requests and answers in a form that can be compared: batches, slices and arrays by their bytes. */
final class Views {
    private Views() {}

    static Object of(Object value) {
        return switch (value) {
            case Produce(var topic, var id, var partition, var acks, var batch, var timeout) ->
                List.of(topic, id, partition, acks, batch.buffer(), timeout);
            case Fetch.Result(var partitions) ->
                partitions.stream().map(Views::of).toList();
            case Fetch.PartitionResult(var topic, var number, var failure, var watermark, var start, var records) ->
                List.of(topic, number, failure, watermark, start, records.toBuffer());
            case DescribeGroup.Result group ->
                List.of(
                        group.name(),
                        group.state(),
                        group.epoch(),
                        group.type(),
                        group.protocolType(),
                        group.protocol(),
                        group.members().stream().map(Views::of).toList());
            case DescribeGroup.Member(var id, var client, var remote, var epoch, var topics, var assigned, var more) ->
                List.of(id, client, remote, epoch, topics, assigned, of(more));
            case DescribeGroup.Details(var instance, var rack, var pattern, var target, var classic) ->
                List.of(instance, rack, pattern, target, classic.map(Views::of));
            case DescribeGroup.Classic(var metadata, var assignment) ->
                List.of(ByteBuffer.wrap(metadata), ByteBuffer.wrap(assignment));
            default -> value;
        };
    }
}

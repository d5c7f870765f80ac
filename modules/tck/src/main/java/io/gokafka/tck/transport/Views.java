package io.gokafka.tck.transport;

import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Produce;
import java.util.List;

/** Requests and answers in a form that can be compared: batches and slices by their bytes. */
final class Views {
    private Views() {}

    static Object of(Object value) {
        return switch (value) {
            case Produce(var topic, var partition, var acks, var batch, var timeout) ->
                List.of(topic, partition, acks, batch.buffer(), timeout);
            case Fetch.Result(var partitions) ->
                partitions.stream().map(Views::of).toList();
            case Fetch.PartitionResult(var topic, var number, var failure, var watermark, var start, var records) ->
                List.of(topic, number, failure, watermark, start, records.toBuffer());
            default -> value;
        };
    }
}

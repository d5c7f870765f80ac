package io.gokafka.tck.transport;

import io.gokafka.api.request.Acks;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.Produce;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.tck.transport.Samples.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What reads and writes partitions. */
final class LogSamples {
    private static final long BIG = 1L << 40;

    private LogSamples() {}

    static List<Sample> all() {
        return List.of(
                produce(Acks.ALL),
                produce(Acks.LEADER),
                produce(Acks.NONE),
                new Sample(
                        new Fetch(
                                List.of(
                                        new Fetch.Partition("orders", 0, BIG, 1000),
                                        new Fetch.Partition("größe-€", 7, 0, Integer.MAX_VALUE)),
                                1,
                                100_000,
                                Duration.ofMillis(250),
                                true),
                        fetched()),
                new Sample(new Fetch(List.of(), 0, 0, Duration.ZERO, false), new Fetch.Result(List.of())),
                new Sample(
                        new Fetch(List.of(new Fetch.Partition("orders", 0, 5, 0, BIG)), 0, 0, Duration.ZERO, false),
                        new Fetch.Result(List.of())),
                new Sample(
                        new Produce("orders", 0, Acks.ALL, Samples.batch("x"), Duration.ofMillis(1)),
                        new Produce.Result(0, 0, BIG)),
                offsets(new ListOffsets.Query.Earliest()),
                offsets(new ListOffsets.Query.Latest()),
                offsets(new ListOffsets.Query.AtTime(BIG)),
                offsets(new ListOffsets.Query.AtTime(0)),
                offsets(new ListOffsets.Query.MaxTimestamp()),
                new Sample(
                        new ListOffsets("orders", 7, new ListOffsets.Query.Latest(), 0),
                        new ListOffsets.Result(BIG, BIG, 3)),
                new Sample(
                        new ListOffsets("orders", 7, new ListOffsets.Query.MaxTimestamp()),
                        new ListOffsets.Result(BIG, 7, 3, false)),
                new Sample(new InitProducer(), new InitProducer.Result(BIG, Short.MAX_VALUE)));
    }

    private static Sample produce(Acks acks) {
        return new Sample(
                new Produce("orders", 7, acks, Samples.batch("first", "", "third €"), Duration.ofMillis(1234)),
                new Produce.Result(BIG, 17));
    }

    private static Sample offsets(ListOffsets.Query query) {
        return new Sample(new ListOffsets("orders", 7, query), new ListOffsets.Result(BIG, -1));
    }

    private static Fetch.Result fetched() {
        Failure failure = Samples.failure(ErrorCode.NOT_LEADER);
        return new Fetch.Result(List.of(
                new Fetch.PartitionResult(
                        "orders",
                        0,
                        Optional.empty(),
                        BIG + 2,
                        3,
                        LogSlice.of(Samples.batch("one", "two").buffer())),
                new Fetch.PartitionResult("größe-€", 7, Optional.of(failure), -1, -1, LogSlice.EMPTY)));
    }
}

package io.gokafka.tck.transport;

import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.api.request.DescribeProducers;
import io.gokafka.api.request.EndOfTerm;
import io.gokafka.api.request.Fetch;
import io.gokafka.tck.transport.Samples.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is asked of the logs of partitions beside reading and writing. */
final class UpkeepSamples {
    private static final long BIG = 1L << 40;

    private UpkeepSamples() {}

    static List<Sample> all() {
        return List.of(
                new Sample(new EndOfTerm("größe-€", 7, BIG, BIG + 1), new EndOfTerm.Result(BIG, BIG + 9)),
                new Sample(new EndOfTerm("orders", 0, Fetch.ANY_TERM, 0), new EndOfTerm.Result(-1, -1)),
                new Sample(
                        new DeleteRecords("größe-€", 7, BIG, Duration.ofMillis(1234)), new DeleteRecords.Result(BIG)),
                new Sample(
                        new DeleteRecords("orders", 0, DeleteRecords.HIGH_WATERMARK, Duration.ofMillis(1)),
                        new DeleteRecords.Result(0)),
                new Sample(
                        new DescribeProducers("größe-€", 7),
                        new DescribeProducers.Result(List.of(
                                new DescribeProducers.Producer(BIG, Short.MAX_VALUE, Integer.MAX_VALUE, BIG),
                                new DescribeProducers.Producer(0, (short) 0, -1, -1)))),
                new Sample(new DescribeProducers("orders", 0), new DescribeProducers.Result(List.of())),
                new Sample(
                        new DescribeLogs(Optional.of(Set.of(Samples.FIRST, Samples.SECOND))),
                        new DescribeLogs.Result(
                                "/größe/€",
                                BIG,
                                BIG - 1,
                                List.of(
                                        new DescribeLogs.Log(Samples.SECOND, BIG, 17),
                                        new DescribeLogs.Log(Samples.FIRST, 0, 0)))),
                new Sample(new DescribeLogs(Optional.of(Set.of())), new DescribeLogs.Result("", -1, -1, List.of())),
                new Sample(new DescribeLogs(Optional.empty()), new DescribeLogs.Result("d", 0, 0, List.of())));
    }
}

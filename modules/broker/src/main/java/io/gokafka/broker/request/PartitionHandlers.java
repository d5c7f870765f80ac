package io.gokafka.broker.request;

import io.gokafka.api.TopicNames;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.api.request.DescribeProducers;
import io.gokafka.api.request.EndOfTerm;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.hosting.HostedPartitions;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.Partition;
import io.gokafka.broker.partition.Replica;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The handlers of what is asked of one partition besides producing and fetching, and of the logs of all. */
final class PartitionHandlers {
    private static final System.Logger LOG = System.getLogger(PartitionHandlers.class.getName());
    private static final long UNKNOWN = -1;

    private final HostedPartitions hosted;
    private final TopicLookup lookup;
    private final Failures failures;
    private final Path dataDirectory;

    PartitionHandlers(HostedPartitions hosted, TopicLookup lookup, Failures failures, Path dataDirectory) {
        this.hosted = hosted;
        this.lookup = lookup;
        this.failures = failures;
        this.dataDirectory = dataDirectory;
    }

    void addTo(RequestRouter router) {
        router.add(ListOffsets.class, (BlockingHandler<ListOffsets, ListOffsets.Result>)
                (request, context) -> led(request.topic(), request.partition(), request.term())
                        .reader()
                        .offset(request.query()));
        router.add(EndOfTerm.class, (BlockingHandler<EndOfTerm, EndOfTerm.Result>)
                (request, context) -> led(request.topic(), request.partition(), request.currentTerm())
                        .reader()
                        .endOfTerm(request.term()));
        router.add(DescribeProducers.class, (BlockingHandler<DescribeProducers, DescribeProducers.Result>)
                (request, context) -> producers(led(request.topic(), request.partition())));
        router.add(DeleteRecords.class, this::deleteRecords);
        router.add(DescribeLogs.class, (BlockingHandler<DescribeLogs, DescribeLogs.Result>)
                (request, context) -> describeLogs(request));
    }

    private HostedPartition led(String topic, int number) {
        HostedPartition partition = lookup.partition(topic, number);
        failures.checkLeads(partition.replica());
        return partition;
    }

    private HostedPartition led(String topic, int number, long term) {
        failures.checkTerm(lookup.partition(topic, number).replica(), term);
        return led(topic, number);
    }

    private static DescribeProducers.Result producers(HostedPartition partition) {
        return new DescribeProducers.Result(partition instanceof Partition p ? p.producers() : List.of());
    }

    private CompletableFuture<DeleteRecords.Result> deleteRecords(DeleteRecords request, RequestContext context) {
        if (request.timeout().isNegative() || request.timeout().isZero()) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST, "the timeout of a request to delete records is more than 0");
        }
        if (TopicNames.isInternal(request.topic())) {
            throw new RequestException(
                    ErrorCode.INTERNAL_TOPIC,
                    "topic '" + request.topic() + "' is the cluster's own: clients do not delete its records");
        }
        HostedPartition partition = led(request.topic(), request.partition());
        if (!(partition instanceof Partition deletable)) {
            throw new IllegalStateException(partition.name() + " is no partition of clients");
        }
        return deletable.deleteRecords(request.offset(), request.timeout());
    }

    private DescribeLogs.Result describeLogs(DescribeLogs request) {
        List<DescribeLogs.Log> logs = hosted.all().stream()
                .filter(p ->
                        request.partitions().map(set -> set.contains(p.name())).orElse(true))
                .map(PartitionHandlers::describe)
                .toList();
        try {
            FileStore disk = Files.getFileStore(dataDirectory);
            return new DescribeLogs.Result(dataDirectory.toString(), disk.getTotalSpace(), disk.getUsableSpace(), logs);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the size of the disk of " + dataDirectory + " is unknown", e);
            return new DescribeLogs.Result(dataDirectory.toString(), UNKNOWN, UNKNOWN, logs);
        }
    }

    private static DescribeLogs.Log describe(HostedPartition partition) {
        Replica replica = partition.replica();
        long lag = replica.highWatermark().offset() - replica.log().bounds().endOffset();
        return new DescribeLogs.Log(partition.name(), replica.log().sizeInBytes(), Math.max(0, lag));
    }
}

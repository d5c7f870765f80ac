package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.cli.args.Values;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.client.GokafkaClient;
import org.jspecify.annotations.Nullable;

/** Deletes the oldest records of a partition. */
final class TopicsDeleteRecordsCommand implements Command {
    @Parameter(names = "--partition", order = 1, placeholder = "N", description = "The partition, from 0 (required)")
    private @Nullable Integer partition;

    @Parameter(
            names = "--before-offset",
            order = 2,
            placeholder = "OFFSET|end",
            description = "The first offset to keep (required); end: keep none of what is there now")
    private @Nullable String before;

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        TopicPartition where = TopicOptions.partition(invocation, partition);
        long offset = offset();
        try (GokafkaClient client = connection.connect(invocation)) {
            long first = client.partitions().deleteRecords(where, offset);
            output.showLine(
                    invocation.out(),
                    where + " begins at offset " + first,
                    json -> json.object()
                            .field("topic", where.topic())
                            .field("partition", where.partition())
                            .field("firstOffset", first)
                            .endObject());
        }
        return ExitCode.OK;
    }

    private long offset() {
        if (before == null) {
            throw CliException.usage("--before-offset is missing; it takes an offset, or end");
        }
        if (before.equals("end")) {
            return DeleteRecords.HIGH_WATERMARK;
        }
        return Values.offset("--before-offset", before);
    }
}

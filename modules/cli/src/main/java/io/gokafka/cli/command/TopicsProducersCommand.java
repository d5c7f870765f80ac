package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DescribeProducers.Producer;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import io.gokafka.client.GokafkaClient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the idempotent producers that a partition remembers. */
final class TopicsProducersCommand implements Command {
    @Parameter(names = "--partition", order = 1, placeholder = "N", description = "The partition, from 0 (required)")
    private @Nullable Integer partition;

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        TopicPartition where = TopicOptions.partition(invocation, partition);
        try (GokafkaClient client = connection.connect(invocation)) {
            List<Producer> producers = client.partitions().producers(where);
            output.show(invocation.out(), () -> table(producers), json -> json(json, producers));
        }
        return ExitCode.OK;
    }

    private static Table table(List<Producer> producers) {
        Table table = Table.of("PRODUCER", "EPOCH", "LAST SEQUENCE", "LAST TIME");
        producers.forEach(p -> table.row(
                p.id(),
                p.epoch(),
                p.lastSequence(),
                p.lastTimestamp() < 0 ? "" : Instant.ofEpochMilli(p.lastTimestamp())));
        return table;
    }

    private static void json(JsonWriter json, List<Producer> producers) {
        json.array();
        producers.forEach(p -> json.object()
                .field("producer", p.id())
                .field("epoch", p.epoch())
                .field("lastSequence", p.lastSequence())
                .field("lastTimestamp", p.lastTimestamp())
                .endObject());
        json.endArray();
    }
}

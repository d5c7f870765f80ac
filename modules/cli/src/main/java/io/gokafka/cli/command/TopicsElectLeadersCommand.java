package io.gokafka.cli.command;

import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes preferred replicas the leaders of their partitions. */
final class TopicsElectLeadersCommand implements Command {
    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    /**
     * What came of a partition.
     *
     * @param partition the partition
     * @param preferred who shall lead it
     * @param failure why it does not; empty when it does
     */
    private record Outcome(TopicPartition partition, BrokerId preferred, String failure) {}

    @Override
    public ExitCode run(Invocation invocation) {
        List<String> names = new ArrayList<>();
        invocation.plain().peek().ifPresent(_ -> names.add(TopicOptions.name(invocation)));
        try (GokafkaClient client = connection.connect(invocation)) {
            List<Metadata.Topic> topics = names.isEmpty()
                    ? client.topics().list()
                    : List.of(client.topics().describe(names.getFirst()));
            List<Outcome> outcomes = topics.stream()
                    .flatMap(t -> t.partitions().stream()
                            .filter(TopicsElectLeadersCommand::isLedByAnother)
                            .map(p -> elect(client.partitions(), new TopicPartition(t.name(), p.partition()), p)))
                    .toList();
            show(invocation, outcomes);
            return outcomes.stream().allMatch(o -> o.failure().isEmpty()) ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static boolean isLedByAnother(Metadata.Partition partition) {
        return !partition.replicas().isEmpty()
                && !partition.leader().equals(Optional.of(partition.replicas().getFirst()));
    }

    /** One that fails does not keep the others from being elected. */
    private static Outcome elect(Partitions partitions, TopicPartition partition, Metadata.Partition known) {
        BrokerId preferred = known.replicas().getFirst();
        if (!known.available().contains(preferred)) {
            return new Outcome(partition, preferred, "it is not available"); // asking would only take time
        }
        try {
            boolean _ = partitions.electLeader(partition);
            return new Outcome(partition, preferred, "");
        } catch (RequestException | OperationTimeoutException e) {
            return new Outcome(partition, preferred, String.valueOf(e.getMessage()));
        }
    }

    private void show(Invocation invocation, List<Outcome> outcomes) {
        if (outcomes.isEmpty() && !output.isJson()) {
            invocation.out().line("every preferred replica leads already");
            return;
        }
        output.show(invocation.out(), () -> table(outcomes), json -> json(json, outcomes));
    }

    private static Table table(List<Outcome> outcomes) {
        Table table = Table.of("TOPIC", "PARTITION", "PREFERRED", "RESULT");
        outcomes.forEach(o -> table.row(
                o.partition().topic(),
                o.partition().partition(),
                o.preferred(),
                o.failure().isEmpty() ? "leads" : o.failure()));
        return table;
    }

    private static void json(JsonWriter json, List<Outcome> outcomes) {
        json.array();
        outcomes.forEach(o -> json.object()
                .field("topic", o.partition().topic())
                .field("partition", o.partition().partition())
                .field("preferred", o.preferred().value())
                .field("failure", o.failure().isEmpty() ? null : o.failure())
                .endObject());
        json.endArray();
    }
}

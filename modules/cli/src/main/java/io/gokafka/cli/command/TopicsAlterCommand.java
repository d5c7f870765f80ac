package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.request.AlterTopicConfig.Change;
import io.gokafka.api.request.AlterTopicConfig.Operation;
import io.gokafka.api.request.RequestException;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ErrorReport;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes settings of a topic, and how many partitions it has. */
final class TopicsAlterCommand implements Command {
    @Parameter(
            names = "--config",
            order = 1,
            placeholder = "KEY=VALUE",
            description = "A setting and its new value; may be repeated")
    private List<String> configs = new ArrayList<>();

    @Parameter(
            names = "--delete-config",
            order = 2,
            placeholder = "KEY",
            description = "A setting that goes back to its default; may be repeated")
    private List<String> deleted = new ArrayList<>();

    @Parameter(names = "--partitions", order = 3, placeholder = "N", description = "How many partitions, more than now")
    private @Nullable Integer partitions;

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        String name = TopicOptions.name(invocation);
        List<Change> changes = changes();
        checkPartitions();
        if (changes.isEmpty() && partitions == null) {
            throw CliException.usage("there is nothing to change; give --config, --delete-config or --partitions");
        }
        try (GokafkaClient client = connection.connect(invocation)) {
            if (!changes.isEmpty()) {
                client.topics().alterSettings(name, changes);
            }
            if (partitions != null) {
                addPartitions(client.topics(), name, partitions, !changes.isEmpty());
            }
        }
        output.showLine(
                invocation.out(),
                "altered topic " + name,
                json -> json.object().field("altered", name).endObject());
        return ExitCode.OK;
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        Map<String, String> set = NameValue.parse("--config", configs);
        set.forEach((key, value) -> changes.add(new Change(key, Operation.SET, Optional.of(value))));
        for (String key : deleted) {
            if (set.containsKey(key)) {
                throw CliException.usage("'" + key + "' is both set by --config and deleted by --delete-config");
            }
            changes.add(new Change(key, Operation.DELETE, Optional.empty()));
        }
        return changes;
    }

    private void checkPartitions() {
        if (partitions != null && partitions < 1) {
            throw CliException.usage("--partitions: " + partitions + " is too few; allowed are 1 and more");
        }
    }

    /** Settings and partitions are changed one after the other: whoever hears of a failure must know how far it got. */
    private static void addPartitions(Topics topics, String name, int total, boolean settingsAreChanged) {
        try {
            topics.addPartitions(name, total);
        } catch (RequestException | OperationTimeoutException e) {
            if (!settingsAreChanged) {
                throw e;
            }
            ErrorReport report = ErrorReport.of(e);
            throw CliException.of(
                    report.exitCode(), report.message() + "; the settings are changed, the partitions are not", e);
        }
    }
}

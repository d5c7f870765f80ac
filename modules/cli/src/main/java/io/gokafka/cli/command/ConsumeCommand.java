package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.RecordTemplate;
import io.gokafka.cli.text.StartPosition;
import io.gokafka.client.Consumer;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.StartFrom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads records: of a partition, of all partitions of a topic, or as a member of a group. */
final class ConsumeCommand implements Command {
    /** Large polls, as each costs a look at the positions; bytes are what bounds them. */
    private static final int POLL_RECORDS = 10_000;

    @ParametersDelegate
    private final TargetOptions targetOptions = new TargetOptions();

    @Parameter(
            names = "--group",
            order = 3,
            placeholder = "NAME",
            description =
                    "Read as a member of this group, from its committed offsets on, and commit what was written out")
    private @Nullable String group;

    @Parameter(
            names = "--from",
            order = 4,
            placeholder = "beginning|end|OFFSET|TIME",
            description =
                    "Where to begin (default beginning); a time is 2025-06-01T12:00:00Z or a time ago, as -1h; with"
                            + " --group beginning or end, where it has no committed offset")
    private @Nullable String from;

    @Parameter(names = "--max-messages", order = 5, placeholder = "N", description = "End after so many records")
    private @Nullable Long maxMessages;

    @Parameter(
            names = "--follow",
            order = 6,
            description = "Go on with new records until Ctrl-C, instead of ending at those there are at the start")
    private boolean follow;

    @Parameter(
            names = "--format",
            order = 7,
            placeholder = "FORMAT",
            description =
                    "What to show of a record: fields as key,offset,partition,timestamp,headers,value, or a template"
                            + " as '%p %o %k %v' (default value)")
    private @Nullable String format;

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        TargetOptions.Target target = targetOptions.resolve(connection, invocation.plain());
        invocation.plain().end();
        Optional<StartPosition> start = start();
        checkTogether(start);
        RecordSink sink = sink(invocation);
        try (GokafkaClient client = connection.connect(invocation, Duration.ofSeconds(30));
                Consumer consumer = client.consumer(consumerConfig(start))) {
            Reading reading =
                    new Reading(client, consumer, sink, new Reading.Plan(target, start, group != null, follow));
            invocation.stop().onStop(reading::stop, Duration.ofSeconds(5));
            reading.run();
        } finally {
            sink.end();
        }
        return ExitCode.OK;
    }

    private Optional<StartPosition> start() {
        if (from == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(StartPosition.parse(from, Clock.system(ZoneId.systemDefault())));
        } catch (IllegalArgumentException e) {
            throw CliException.usage("--from: " + e.getMessage());
        }
    }

    private void checkTogether(Optional<StartPosition> start) {
        boolean exact = start.filter(s -> s instanceof StartPosition.AtOffset || s instanceof StartPosition.AtTime)
                .isPresent();
        if (group != null && exact) {
            throw CliException.usage(
                    "--from takes beginning or end with --group, for partitions without a committed offset;"
                            + " move the group by 'gokafka groups reset'");
        }
        if (group != null && group.isEmpty()) {
            throw CliException.usage("--group is empty; give the group's name");
        }
        if (maxMessages != null && maxMessages < 1) {
            throw CliException.usage("--max-messages: " + maxMessages + " is too few; allowed are 1 and more");
        }
        if (format != null && output.isJson()) {
            throw CliException.usage("--format and --output json exclude each other; JSON has all fields");
        }
    }

    private RecordSink sink(Invocation invocation) {
        long limit = maxMessages == null ? Long.MAX_VALUE : maxMessages;
        try {
            RecordTemplate template = format == null ? RecordTemplate.VALUE : RecordTemplate.parse(format);
            return output.isJson()
                    ? RecordSink.json(invocation.terminal(), limit)
                    : RecordSink.text(invocation.terminal(), limit, template);
        } catch (IllegalArgumentException e) {
            throw CliException.usage("--format: " + e.getMessage());
        }
    }

    /** Without commits of its own: an offset is committed once its record has been written out, not when it was read. */
    private ConsumerConfig consumerConfig(Optional<StartPosition> start) {
        boolean atEnd = start.filter(s -> s instanceof StartPosition.End).isPresent();
        ConsumerConfig config = ConsumerConfig.defaults()
                .withAutoCommit(false)
                .withMaxPollRecords(POLL_RECORDS)
                .withStartFrom(atEnd ? StartFrom.LATEST : StartFrom.EARLIEST);
        return group == null ? config : config.withGroup(group);
    }
}

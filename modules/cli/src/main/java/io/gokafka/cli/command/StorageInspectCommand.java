package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.LogId;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.broker.offline.LogName;
import io.gokafka.broker.offline.StoppedBroker;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.JsonWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what is in a stopped broker's data directory. */
final class StorageInspectCommand implements Command {
    @Parameter(
            names = "--log",
            order = 1,
            placeholder = "NAME",
            description = "This log only: TOPIC-PARTITION, or its id")
    private @Nullable String log;

    @Parameter(names = "--segments", order = 2, description = "A line for each segment instead of one for each log")
    private boolean segments;

    @ParametersDelegate
    private final StorageOptions storage = new StorageOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        try (StoppedBroker broker = StoppedBroker.toRead(StorageOptions.directory(invocation));
                StorageInspection inspection = storage.inspect(invocation, broker)) {
            List<LogId> ids = log == null
                    ? inspection.list().stream().sorted().toList()
                    : List.of(StorageOptions.log(log, inspection.list()));
            List<LogReport> logs =
                    ids.stream().map(id -> LogReport.of(id, inspection)).toList();
            Map<LogId, Path> kept = inspection.keptAside();
            output.show(
                    invocation.out(),
                    () -> segments ? LogViews.segments(logs) : LogViews.table(logs),
                    json -> json(json, broker, logs, kept));
            if (!output.isJson()) {
                kept.forEach((id, place) -> invocation
                        .out()
                        .line("a damaged log of " + LogName.of(id).shortName() + " was set aside in " + place));
                broker.storageSetAside()
                        .ifPresent(place ->
                                invocation.out().line("the whole storage was damaged once, and set aside in " + place));
            }
            return logs.stream().anyMatch(report -> report.problem().isPresent()) ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    private static void json(JsonWriter json, StoppedBroker broker, List<LogReport> logs, Map<LogId, Path> kept) {
        json.object()
                .field("broker", broker.id().value())
                .field("cluster", broker.clusterId())
                .field("storage", broker.storage())
                .field("folder", broker.storageFolder().toString())
                .name("logs")
                .array();
        logs.forEach(log -> LogViews.json(json, log));
        json.endArray().name("setAside").array();
        kept.forEach((id, place) -> json.object()
                .field("log", id.value())
                .field("place", place.toString())
                .endObject());
        json.endArray();
        broker.storageSetAside().ifPresent(place -> json.field("storageSetAside", place.toString()));
        json.endObject();
    }
}

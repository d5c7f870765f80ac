package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.broker.config.LogKeys;
import io.gokafka.broker.offline.Conversion;
import io.gokafka.broker.offline.Folders;
import io.gokafka.broker.offline.StoppedBroker;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.io.Terminal;
import io.gokafka.cli.text.Amounts;
import io.gokafka.cli.text.Progress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Converts a stopped broker's data to another storage plugin. */
final class StorageConvertCommand implements Command {
    @Parameter(
            names = "--from",
            order = 1,
            placeholder = "NAME",
            description = "The storage plugin that wrote the data, to be sure; the directory knows it")
    private @Nullable String from;

    @Parameter(names = "--to", order = 2, placeholder = "NAME", description = "The storage plugin that the data is for")
    private @Nullable String to;

    @Parameter(
            names = "--delete-source",
            order = 3,
            description = "Delete the old data once the new is in its place, and that of earlier conversions")
    private boolean deleteSource;

    @ParametersDelegate
    private final StorageOptions storage = new StorageOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String target = to;
        if (target == null) {
            throw CliException.usage("--to is missing; it names the storage plugin that the data is for, as rocksdb");
        }
        if (target.equals(from)) {
            throw CliException.usage("--from and --to are both '" + target + "'; there is nothing to convert");
        }
        Progress progress = new Progress(invocation.terminal().err(), Terminal.errorIsScreen(), System::nanoTime);
        try (StoppedBroker broker = StoppedBroker.toChange(StorageOptions.directory(invocation))) {
            StorageProvider toProvider = storage.provider(invocation, target);
            long total = Folders.size(broker.storageFolder());
            ConversionProgress listener = new ConversionProgress(progress, total);
            String done = broker.storage().equals(target)
                    ? "the data of broker '" + broker.id() + "' is that of storage=" + target + " already"
                    : convert(invocation, broker, toProvider, listener);
            String rest = deleteSource ? deleted(Conversion.deleteOld(broker, listener)) : "";
            progress.end();
            output.showLine(
                    invocation.out(),
                    done + rest,
                    json -> json.object()
                            .field("broker", broker.id().value())
                            .field("storage", broker.storage())
                            .field("folder", broker.storageFolder().toString())
                            .endObject());
            return ExitCode.OK;
        } finally {
            progress.end();
        }
    }

    private String convert(
            Invocation invocation, StoppedBroker broker, StorageProvider toProvider, ConversionProgress listener)
            throws IOException {
        if (from != null && !from.equals(broker.storage())) {
            throw CliException.usage("--from: the data is that of storage=" + broker.storage() + ", not " + from);
        }
        StorageProvider fromProvider = storage.provider(invocation, broker.storage());
        Settings settings = storage.settings(invocation, fromProvider, toProvider);
        LogConfig config = new LogConfig(settings.get(LogKeys.SEGMENT_BYTES), settings.get(LogKeys.SEGMENT_AGE));
        Conversion.Result result = new Conversion(broker, fromProvider, toProvider, settings, config, listener).run();
        return "converted " + Amounts.plural(result.logs(), "log") + ", " + Amounts.bytes(result.bytes())
                + ", from " + fromProvider.name() + " to " + toProvider.name() + ", and compared them\nnow set storage="
                + toProvider.name() + " in the broker's configuration, and start it\n"
                + (deleteSource
                        ? ""
                        : "the old data is kept in " + result.oldFolder()
                                + "; delete it when the broker runs, by hand or by the same command with --delete-source");
    }

    private static String deleted(int folders) {
        return folders == 0 ? "" : "\ndeleted " + Amounts.plural(folders, "folder") + " of old data";
    }
}

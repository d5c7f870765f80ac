package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.broker.config.ConfigLoader;
import io.gokafka.broker.config.Installation;
import io.gokafka.broker.config.LoadedConfig;
import io.gokafka.broker.offline.LogName;
import io.gokafka.broker.offline.StoppedBroker;
import io.gokafka.broker.plugin.Plugins;
import io.gokafka.cli.args.Suggestions;
import io.gokafka.cli.error.CliException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the storage tools find plugins and their settings, and how they get at a broker's data. */
final class StorageOptions {
    @Parameter(
            names = "--config",
            order = 80,
            placeholder = "FILE",
            description = "The broker's configuration file, for its plugin-dirs and its storage's settings")
    private @Nullable Path config;

    @Parameter(
            names = "--set",
            order = 81,
            placeholder = "KEY=VALUE",
            description = "A setting over those of the file; may be repeated")
    private List<String> settings = new ArrayList<>();

    private LoadedConfig load(Invocation invocation) {
        return ConfigLoader.load(
                Optional.ofNullable(config),
                ServerOptions.brokerEnvironment(invocation.terminal()),
                NameValue.parse("--set", settings));
    }

    /** A storage plugin by its name. */
    StorageProvider provider(Invocation invocation, String name) {
        List<Path> folders =
                Installation.current().pluginFolders(load(invocation).settings());
        return Plugins.discover(folders).storageForTools(name);
    }

    /** The broker's settings, and those of some plugins. */
    Settings settings(Invocation invocation, StorageProvider... plugins) {
        return load(invocation)
                .settings(List.of(plugins).stream()
                        .flatMap(plugin -> plugin.settings().stream())
                        .toList());
    }

    /** The data directory that the command line names. */
    static Path directory(Invocation invocation) {
        String directory = invocation.plain().required("DIR");
        invocation.plain().end();
        try {
            return Path.of(directory);
        } catch (InvalidPathException e) {
            throw CliException.usage("'" + directory + "' is not a path: " + e.getReason());
        }
    }

    /** Looks at a broker's data. */
    StorageInspection inspect(Invocation invocation, StoppedBroker broker) {
        StorageProvider provider = provider(invocation, broker.storage());
        Settings all = settings(invocation, provider);
        return provider.inspect(new StorageContext(broker.storageFolder(), all, Clock.systemUTC()))
                .orElseThrow(() -> CliException.failed("the storage plugin '" + provider.name()
                        + "' has no way to look at data without changing it; this needs one that has"));
    }

    /**
     * The log that a user means.
     *
     * @param name its id, or {@code TOPIC-PARTITION}
     * @throws CliException when there is none, or more than one
     */
    static LogId log(String name, Collection<LogId> logs) {
        List<LogId> named = logs.stream()
                .filter(id ->
                        id.value().equals(name) || LogName.of(id).shortName().equals(name))
                .sorted()
                .toList();
        if (named.size() == 1) {
            return named.getFirst();
        }
        if (named.size() > 1) {
            throw CliException.usage(
                    "--log: there are " + named.size() + " logs of that name, as the topic was deleted and"
                            + " created again; give the id of one: " + String.join(", ", texts(named)));
        }
        List<String> names = logs.stream()
                .map(id -> LogName.of(id).shortName())
                .sorted()
                .distinct()
                .toList();
        String there = names.isEmpty() ? "there are no logs" : "there are " + listed(names);
        throw CliException.usage(
                "--log: there is no log '" + name + "'" + Suggestions.didYouMean(name, names) + "; " + there);
    }

    private static List<String> texts(List<LogId> ids) {
        return ids.stream().map(LogId::value).toList();
    }

    private static String listed(List<String> names) {
        int most = 20;
        return String.join(", ", names.subList(0, Math.min(most, names.size())))
                + (names.size() > most ? " and " + (names.size() - most) + " more; see 'gokafka storage inspect'" : "");
    }
}

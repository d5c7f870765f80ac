package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.broker.config.ConfigLoader;
import io.gokafka.broker.config.Installation;
import io.gokafka.broker.plugin.PluginInfo;
import io.gokafka.broker.plugin.PluginKind;
import io.gokafka.broker.plugin.Plugins;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.text.JsonWriter;
import io.gokafka.cli.text.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the plugins that a broker with this configuration would find. */
final class PluginsListCommand implements Command {
    @Parameter(names = "--config", order = 1, placeholder = "FILE", description = "A broker's configuration file")
    private @Nullable Path config;

    @Parameter(
            names = "--set",
            order = 2,
            placeholder = "KEY=VALUE",
            description = "A setting over those of the file, as plugin-dirs=FOLDER; may be repeated")
    private List<String> settings = new ArrayList<>();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.plain().end();
        var loaded = ConfigLoader.load(
                Optional.ofNullable(config),
                ServerOptions.brokerEnvironment(invocation.terminal()),
                NameValue.parse("--set", settings));
        List<Path> folders = Installation.current().pluginFolders(loaded.settings());
        List<PluginInfo> plugins = Plugins.discover(folders).list();
        output.show(invocation.out(), () -> table(plugins), json -> json(json, plugins));
        return plugins.stream().anyMatch(PluginInfo::isBroken) ? ExitCode.FAILED : ExitCode.OK;
    }

    private static Table table(List<PluginInfo> plugins) {
        Table table = Table.of("KIND", "NAME", "VERSION", "FOLDER", "PROBLEM");
        plugins.forEach(p -> table.row(
                kind(p), p.name(), p.version(), p.location(), p.problem().orElse("")));
        return table;
    }

    private static void json(JsonWriter json, List<PluginInfo> plugins) {
        json.array();
        plugins.forEach(p -> json.object()
                .field("kind", kind(p))
                .field("name", p.name())
                .field("version", p.version())
                .field("folder", p.location())
                .field("problem", p.problem().orElse(null))
                .endObject());
        json.endArray();
    }

    private static String kind(PluginInfo plugin) {
        return plugin.kind().map(PluginKind::toString).orElse("broken");
    }
}

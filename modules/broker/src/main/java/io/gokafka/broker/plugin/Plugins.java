package io.gokafka.broker.plugin;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.consensus.ConsensusProvider;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.api.transport.TransportProvider;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plugins that are installed, found by kind and name.
 *
 * <p><b>Lookup.</b> A plugin {@code x} of a kind is looked for among the built-in ones and in the folders named {@code KIND-x}
 * ({@code storage-file}, {@code transport-grpc}); only when it is not there, all folders are opened. A name that two plugins of
 * one kind claim is an error, never a matter of who comes first.
 *
 * <p><b>Errors.</b> A plugin that is missing, ambiguous or broken is a {@link ConfigException} for the operator. A broken folder
 * does no harm as long as nothing in it is needed.
 *
 * <p><b>Threading.</b> Safe for use by several threads; plugins of different folders can be loaded at the same time.
 */
public final class Plugins {
    private static final System.Logger LOG = System.getLogger(Plugins.class.getName());

    private final List<Path> parents;
    private final List<PluginFolder> folders;
    private final BuiltInPlugins builtIn = new BuiltInPlugins();

    private Plugins(List<Path> parents, List<PluginFolder> folders) {
        this.parents = parents;
        this.folders = folders;
    }

    /**
     * Lists the plugins below some folders, without opening any.
     *
     * @param pluginFolders each direct sub-folder that holds jars is one plugin
     * @throws ConfigException when one of them does not exist or cannot be read
     */
    public static Plugins discover(List<Path> pluginFolders) {
        List<Path> parents = List.copyOf(pluginFolders);
        PluginFolders.strayJars(parents)
                .forEach(jar -> LOG.log(
                        Level.WARNING, "{0} is ignored: put each plugin and its jars into a folder of its own", jar));
        return new Plugins(parents, PluginFolders.in(parents));
    }

    /** The storage of this name. */
    public StorageProvider storage(String name) {
        return new InContext.OfStorage((StorageProvider) announced(PluginKind.STORAGE, name));
    }

    /** The storage of this name, for a command that looks at a broker's data and does not run one. Not logged. */
    public StorageProvider storageForTools(String name) {
        return new InContext.OfStorage(
                (StorageProvider) find(PluginKind.STORAGE, name).provider());
    }

    /** The consensus of this name. */
    public ConsensusProvider consensus(String name) {
        return new InContext.OfConsensus((ConsensusProvider) announced(PluginKind.CONSENSUS, name));
    }

    /** The server's end of the transport of this name. */
    public TransportProvider transport(String name) {
        return new InContext.OfTransport((TransportProvider) announced(PluginKind.TRANSPORT, name));
    }

    /** The client's end of the transport of this name. Not logged, as commands of a few lines use it. */
    public ClientTransportProvider clientTransport(String name) {
        return new InContext.OfClientTransport((ClientTransportProvider)
                find(PluginKind.CLIENT_TRANSPORT, name).provider());
    }

    /** All plugins, by kind and name, and after them the folders that are broken. Opens every folder. */
    public List<PluginInfo> list() {
        return sources()
                .flatMap(Plugins::describe)
                .sorted(Comparator.comparing((PluginInfo info) ->
                                info.kind().map(Enum::ordinal).orElse(Integer.MAX_VALUE))
                        .thenComparing(PluginInfo::name)
                        .thenComparing(PluginInfo::location))
                .toList();
    }

    private static Stream<PluginInfo> describe(PluginSource source) {
        try {
            return Arrays.stream(PluginKind.values())
                    .flatMap(kind -> source.plugins(kind).stream())
                    .map(FoundPlugin::info)
                    .toList()
                    .stream();
        } catch (ConfigException e) {
            String name = source instanceof PluginFolder folder ? folder.name() : source.location();
            return Stream.of(PluginInfo.broken(name, source.location(), Reasons.of(e)));
        }
    }

    private Object announced(PluginKind kind, String name) {
        FoundPlugin plugin = find(kind, name);
        LOG.log(Level.INFO, "plugin {0} {1}, version {2}, from {3}", kind, name, plugin.version(), plugin.location());
        return plugin.provider();
    }

    private FoundPlugin find(PluginKind kind, String name) {
        String likely = kind.folderName(name);
        Stream<PluginSource> first = Stream.concat(
                Stream.of(builtIn),
                folders.stream().filter(folder -> folder.name().equals(likely)));
        List<FoundPlugin> found = named(first.flatMap(source -> source.plugins(kind).stream()), name);
        return found.isEmpty() ? findAnywhere(kind, name) : only(found);
    }

    private FoundPlugin findAnywhere(PluginKind kind, String name) {
        List<FoundPlugin> all = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        sources().forEach(source -> {
            try {
                all.addAll(source.plugins(kind));
            } catch (ConfigException e) {
                problems.add(Reasons.of(e));
            }
        });
        List<FoundPlugin> found = named(all.stream(), name);
        if (found.isEmpty()) {
            throw unknown(kind, name, all, problems);
        }
        return only(found);
    }

    private Stream<PluginSource> sources() {
        return Stream.concat(Stream.of(builtIn), folders.stream());
    }

    private static List<FoundPlugin> named(Stream<FoundPlugin> plugins, String name) {
        return plugins.filter(plugin -> plugin.name().equals(name)).toList();
    }

    private static FoundPlugin only(List<FoundPlugin> found) {
        FoundPlugin first = found.getFirst();
        if (found.size() > 1) {
            throw new ConfigException(
                    "there are " + found.size() + " " + first.kind() + " plugins named '" + first.name() + "': in "
                            + joined(found.stream().map(FoundPlugin::location), " and in ") + "; remove all but one");
        }
        return first;
    }

    private ConfigException unknown(PluginKind kind, String name, List<FoundPlugin> all, List<String> problems) {
        String there = joined(all.stream().map(FoundPlugin::name).sorted().distinct(), ", ");
        String where = joined(
                parents.stream()
                        .map(parent -> parent.toAbsolutePath().normalize().toString()),
                ", ");
        String message = "there is no " + kind + " plugin named '" + name + "'; available: " + orNone(there)
                + "; plugin folders searched: " + orNone(where);
        return new ConfigException(
                problems.isEmpty() ? message : message + "; not readable: " + String.join("; ", problems));
    }

    private static String joined(Stream<String> parts, String separator) {
        return parts.collect(Collectors.joining(separator));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }
}

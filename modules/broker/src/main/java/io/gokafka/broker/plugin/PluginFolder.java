package io.gokafka.broker.plugin;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.storage.StorageProvider;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A folder of jars (or of exploded modules) that is one plugin: a child layer of the api's layer. The layer is made when something
 * of the folder is first asked for, as scanning its jars costs start-up time; a folder that turns out to be broken stays so.
 */
final class PluginFolder implements PluginSource {
    private final Path folder;
    private final Map<PluginKind, List<FoundPlugin>> found = new EnumMap<>(PluginKind.class);
    private @Nullable ModuleLayer layer;
    private @Nullable String problem;

    PluginFolder(Path folder) {
        this.folder = folder;
    }

    String name() {
        return folder.getFileName().toString();
    }

    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public synchronized List<FoundPlugin> plugins(PluginKind kind) {
        if (problem != null) {
            throw new ConfigException(problem);
        }
        try {
            ModuleLayer own = layer();
            return found.computeIfAbsent(
                    kind,
                    k -> PluginInstances.of(
                            k,
                            location(),
                            ServiceLoader.load(own, k.spi()),
                            type -> type.getModule().getLayer() == own));
        } catch (ConfigException e) {
            problem = Reasons.of(e);
            throw e;
        }
    }

    private ModuleLayer layer() {
        ModuleLayer current = layer;
        if (current == null) {
            current = create();
            layer = current;
        }
        return current;
    }

    private ModuleLayer create() {
        try {
            ModuleLayer parent = parent();
            ModuleFinder all = ModuleFinder.of(folder);
            Set<String> roots = ownModules(all, parent);
            ModuleFinder finder = new Only(all, roots);
            // All modules are roots: an automatic module requires nothing, so nobody would ask for the explicit ones it
            // uses.
            Configuration resolved = parent.configuration().resolve(finder, ModuleFinder.of(), roots);
            ModuleLayer.Controller controller = ModuleLayer.defineModulesWithOneLoader(
                    resolved, List.of(parent), StorageProvider.class.getClassLoader());
            enableNativeAccess(controller);
            return controller.layer();
        } catch (FindException | ResolutionException | LayerInstantiationException | SecurityException e) {
            throw new ConfigException("plugin folder " + folder + " is broken: " + Reasons.of(e)
                    + "; install the plugin again, or remove the folder");
        }
    }

    private static ModuleLayer parent() {
        return Optional.ofNullable(StorageProvider.class.getModule().getLayer()).orElseGet(ModuleLayer::boot);
    }

    /** The folder's modules, but for those that gokafka has itself: with both, an automatic module would read two of one name. */
    private Set<String> ownModules(ModuleFinder all, ModuleLayer parent) {
        return all.findAll().stream()
                .map(reference -> reference.descriptor().name())
                .filter(name -> parent.findModule(name).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Without it, the JVM warns of each native library (netty's, compression). Only code that may itself can pass it on. */
    @SuppressWarnings("restricted")
    private static void enableNativeAccess(ModuleLayer.Controller controller) {
        if (PluginFolder.class.getModule().isNativeAccessEnabled()) {
            controller.layer().modules().forEach(controller::enableNativeAccess);
        }
    }

    /** A finder of some of another finder's modules. */
    private record Only(ModuleFinder all, Set<String> names) implements ModuleFinder {
        @Override
        public Optional<ModuleReference> find(String name) {
            return names.contains(name) ? all.find(name) : Optional.empty();
        }

        @Override
        public Set<ModuleReference> findAll() {
            return all.findAll().stream()
                    .filter(reference -> names.contains(reference.descriptor().name()))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}

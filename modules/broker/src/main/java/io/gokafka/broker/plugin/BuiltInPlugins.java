package io.gokafka.broker.plugin;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Plugins on gokafka's own path: in the layer of the api module, or on the class path when gokafka runs there, as in tests and
 * when it is embedded.
 */
final class BuiltInPlugins implements PluginSource {
    static final String LOCATION = "built in";

    private final Map<PluginKind, List<FoundPlugin>> found = new EnumMap<>(PluginKind.class);

    @Override
    public String location() {
        return LOCATION;
    }

    @Override
    public synchronized List<FoundPlugin> plugins(PluginKind kind) {
        return found.computeIfAbsent(kind, this::load);
    }

    private List<FoundPlugin> load(PluginKind kind) {
        ModuleLayer layer = kind.spi().getModule().getLayer();
        // By layer, ServiceLoader would leave out what is on the class path beside the modules; by loader it finds
        // both.
        ServiceLoader<?> loader = ServiceLoader.load(kind.spi(), kind.spi().getClassLoader());
        return PluginInstances.of(kind, LOCATION, loader, type -> {
            ModuleLayer own = type.getModule().getLayer();
            return own == null || own == layer;
        });
    }
}

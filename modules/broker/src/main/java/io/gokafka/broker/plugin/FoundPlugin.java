package io.gokafka.broker.plugin;

import java.util.Optional;

/**
 * A provider that was instantiated.
 *
 * @param location its folder, or {@link BuiltInPlugins#LOCATION}
 */
record FoundPlugin(PluginKind kind, String name, String version, String location, Object provider) {
    PluginInfo info() {
        return new PluginInfo(Optional.of(kind), name, version, location, Optional.empty());
    }
}

package io.gokafka.broker.plugin;

import io.gokafka.api.config.ConfigException;
import java.util.List;

/** A place that plugins come from. Safe for use by several threads. */
sealed interface PluginSource permits BuiltInPlugins, PluginFolder {
    /** For messages: the folder, or {@code built in}. */
    String location();

    /**
     * The plugins of one kind that are here; instantiated at the first call.
     *
     * @throws ConfigException that names the place and says what is wrong, when it is broken
     */
    List<FoundPlugin> plugins(PluginKind kind);
}

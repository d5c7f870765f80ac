package io.gokafka.broker.plugin;

import io.gokafka.api.config.ConfigException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** Instantiates the providers of one place, with whatever can go wrong told in one sentence. */
final class PluginInstances {
    private PluginInstances() {}

    /**
     * Makes an instance of each provider.
     *
     * @param own whether a provider's class belongs to the place; a loader also finds those of the layers above
     */
    static List<FoundPlugin> of(PluginKind kind, String location, ServiceLoader<?> loader, Predicate<Class<?>> own) {
        try {
            return loader.stream()
                    .filter(provider -> own.test(provider.type()))
                    .map(provider ->
                            PluginContext.withContextLoader(provider.type(), () -> instance(kind, location, provider)))
                    .toList();
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            // A plugin's constructor may throw anything; the operator needs to know which plugin, not our stack.
            throw new ConfigException("a " + kind + " plugin of " + location + " cannot be loaded: " + Reasons.of(e));
        }
    }

    private static FoundPlugin instance(PluginKind kind, String location, ServiceLoader.Provider<?> provider) {
        Object plugin = provider.get();
        return new FoundPlugin(kind, kind.nameOf(plugin), PluginVersion.of(plugin.getClass()), location, plugin);
    }
}

package io.gokafka.broker.plugin;

import java.util.function.Supplier;

/**
 * Runs code of a plugin with the plugin's class loader as the thread's context class loader: libraries look there for services
 * and resources, and threads that they start inherit it.
 *
 * <p>What {@link Plugins} returns does this by itself in each method of a provider. What a provider made (a storage, a
 * transport) does not: their methods run on the caller's loader.
 */
public final class PluginContext {
    private PluginContext() {}

    /**
     * Runs an action on the calling thread.
     *
     * @param plugin an object or a class of the plugin
     */
    public static <T> T withContextLoader(Object plugin, Supplier<T> action) {
        Class<?> type = plugin instanceof Class<?> itself ? itself : plugin.getClass();
        return withLoader(type.getClassLoader(), action);
    }

    static <T> T withLoader(ClassLoader loader, Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigKey;
import java.util.List;

/** Which plugins a broker uses, and where they are. */
public final class PluginKeys {
    public static final ConfigKey<String> STORAGE = ConfigKey.text(
            "storage",
            "file",
            "The storage plugin, by the name it gives itself. \"gokafka plugins list\" shows what is there. A data"
                    + " directory belongs to the storage that wrote it.");

    public static final ConfigKey<String> CONSENSUS = ConfigKey.text(
            "consensus",
            "jgroups",
            "The consensus plugin, by the name it gives itself. All brokers of a cluster use the same one.");

    public static final ConfigKey<List<String>> TRANSPORTS = ConfigKey.list(
            "transports",
            "grpc,kafka",
            "The transport plugins that serve clients, by the names they give themselves. One that is named must be there;"
                    + " of the default, one that is not installed is left out.");

    public static final ConfigKey<List<String>> PLUGIN_DIRS = ConfigKey.list(
            "plugin-dirs",
            "",
            "More folders to look for plugins in, beside the plugins folder of the installation. Each sub-folder that"
                    + " holds jars is one plugin.");

    private PluginKeys() {}

    /** All keys of this class, in the order of the reference. */
    public static List<ConfigKey<?>> all() {
        return List.of(STORAGE, CONSENSUS, TRANSPORTS, PLUGIN_DIRS);
    }
}

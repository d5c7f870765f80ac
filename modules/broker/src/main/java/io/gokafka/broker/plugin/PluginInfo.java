package io.gokafka.broker.plugin;

import java.util.Optional;

/**
 * A plugin that was found, or a plugin folder that is broken.
 *
 * @param kind what it is; empty when the folder is broken
 * @param name what the configuration calls it; the folder's name when it is broken
 * @param version its version, {@code unknown} when it does not say
 * @param location its folder, or {@code built in} when it is on gokafka's own module or class path
 * @param problem why it cannot be used, for people; empty when it can
 */
public record PluginInfo(
        Optional<PluginKind> kind, String name, String version, String location, Optional<String> problem) {

    static PluginInfo broken(String folderName, String location, String problem) {
        return new PluginInfo(Optional.empty(), folderName, "unknown", location, Optional.of(problem));
    }

    /** Whether it cannot be used; {@link #problem} says why. */
    public boolean isBroken() {
        return problem.isPresent();
    }
}

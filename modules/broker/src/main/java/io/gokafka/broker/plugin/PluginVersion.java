package io.gokafka.broker.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The version of a plugin: of its module, else what its jar's manifest says. */
final class PluginVersion {
    static final String UNKNOWN = "unknown";

    private PluginVersion() {}

    static String of(Class<?> provider) {
        return Optional.ofNullable(provider.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(provider.getPackage().getImplementationVersion()))
                .or(() -> manifestVersion(provider.getModule()))
                .orElse(UNKNOWN);
    }

    /** Packages of named modules know nothing of their jar's manifest. */
    private static Optional<String> manifestVersion(Module module) {
        if (!module.isNamed()) {
            return Optional.empty(); // the class loader would give us some jar's manifest, not this one's
        }
        try (InputStream in = module.getResourceAsStream("META-INF/MANIFEST.MF")) {
            return in == null
                    ? Optional.empty()
                    : Optional.ofNullable(
                            new Manifest(in).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        } catch (IOException e) {
            return Optional.empty(); // a version is for people; a jar that is broken fails elsewhere
        }
    }
}

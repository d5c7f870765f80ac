package io.gokafka.cli.command;

import java.lang.module.ModuleDescriptor;

/** The version of this build: the compiler writes it into the module's descriptor, where it costs no file access. */
final class Version {
    private Version() {}

    /** The version; {@code development} on a class path, as in tests. */
    static String current() {
        ModuleDescriptor module = Version.class.getModule().getDescriptor();
        return module == null ? "development" : module.rawVersion().orElse("development");
    }
}

package io.gokafka.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The wall clocks of brokers, put off by a small library that is loaded before the C library ({@code src/main/c/clock.c}). */
final class Clocks {
    private Clocks() {}

    /** The library, compiled when it is not there yet; empty on a machine without a C compiler, or that is no Linux. */
    static Optional<Path> library(Path root) {
        Path source = root.resolve("modules/harness/src/main/c/clock.c");
        Path folder = root.resolve("modules/harness/target");
        Path library = folder.resolve("clock.so");
        try {
            if (!Files.exists(library)
                    || Files.getLastModifiedTime(library).compareTo(Files.getLastModifiedTime(source)) < 0) {
                Path making = Files.createTempFile(folder, "clock", ".so");
                Shell.run("cc", "-shared", "-fPIC", "-O2", "-o", making.toString(), source.toString(), "-ldl");
                Files.move(making, library, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            }
            return Optional.of(library);
        } catch (IOException e) {
            return Optional.empty(); // the run says what it skips
        }
    }

    /** What a process needs in its environment; its clock is as far off as the file says. */
    static Map<String, String> variables(Path library, String file) {
        return Map.of("LD_PRELOAD", library.toString(), "HARNESS_CLOCK", file);
    }
}

package io.gokafka.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine that figures are of, in a line. */
final class Machine {
    private Machine() {}

    /** @param data where the brokers keep theirs */
    static String description(Path data) {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %s of memory, data on %s, %s %s, Java %s",
                Runtime.getRuntime().availableProcessors(),
                found("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
                found("/proc/meminfo", "MemTotal").map(Machine::gibibytes).orElse("unknown size"),
                fileSystem(data),
                System.getProperty("os.name"),
                System.getProperty("os.version").replaceAll("-.*", ""),
                System.getProperty("java.version"));
    }

    /** On tmpfs a sync costs nothing. */
    private static String fileSystem(Path data) {
        try {
            return Files.getFileStore(data).type();
        } catch (IOException e) {
            return "an unknown file system";
        }
    }

    private static String gibibytes(String kilobytes) {
        return (Long.parseLong(kilobytes.replaceAll("[^0-9]", "")) >> 20) + " GiB";
    }

    private static Optional<String> found(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException noLinux) {
            return Optional.empty();
        }
    }
}

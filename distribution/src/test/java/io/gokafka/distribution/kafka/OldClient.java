package io.gokafka.distribution.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Runs {@link OldClientMain} in a JVM of its own, over the jars of an old kafka-clients. */
@NullMarked
final class OldClient {
    private static final Path JARS =
            Path.of(System.getProperty("gokafka.it.old", "../modules/it-kafka-2.8/target/lib"));

    private OldClient() {}

    /** Runs one of the program's commands to its end. */
    static Child.Result run(Kafka kafka, String command, String... args) throws IOException, InterruptedException {
        if (!Files.isDirectory(JARS)) {
            throw new AssertionError("no old client in " + JARS.toAbsolutePath());
        }
        String classes = Path.of(OldClientMain.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                JARS + "/*:" + classes,
                OldClientMain.class.getName(),
                kafka.bootstrap(),
                command));
        line.addAll(List.of(args));
        return Child.run("", Map.of(), line);
    }
}

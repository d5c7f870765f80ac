package io.gokafka.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** The built image, driven as its users drive it: as processes of its launcher. */
@NullMarked
public final class Image {
    /** What a command that has ended left behind. */
    public record Result(int exit, String out, String err) {}

    private static final long PATIENCE_SECONDS = 60;

    private final Path launcher;

    private Image(Path launcher) {
        this.launcher = launcher;
    }

    /** The image that this build has made. */
    public static Image built() {
        return new Image(home().resolve("bin/gokafka"));
    }

    /** The folder of the image that this build has made. */
    public static Path home() {
        return Path.of(System.getProperty("gokafka.image", "target/gokafka")).toAbsolutePath();
    }

    /** An image reached through another path: a symlink, a copy. */
    public static Image startedBy(Path launcher) {
        return new Image(launcher);
    }

    /** Runs a command to its end. */
    public Result run(Path workDir, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        var out = Files.createTempFile("gokafka", ".out");
        var err = Files.createTempFile("gokafka", ".err");
        try {
            var process = builder(workDir, environment, args)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("did not end: " + List.of(args));
            }
            return new Result(process.exitValue(), text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Runs a command to its end, in the JVM's working directory and environment. */
    public Result run(String... args) throws IOException, InterruptedException {
        return run(Path.of("").toAbsolutePath(), Map.of(), args);
    }

    /** A command about to be started: the caller redirects its output and ends it. */
    public ProcessBuilder builder(Path workDir, Map<String, String> environment, String... args) {
        var command = new ArrayList<String>();
        command.add(launcher.toString());
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).directory(workDir.toFile());
        // Ours decide, not those of the machine that builds.
        builder.environment().keySet().removeIf(name -> name.startsWith("GOKAFKA_") || name.contains("JAVA_"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}

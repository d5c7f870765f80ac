package io.gokafka.distribution.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Assumptions;

/**
 * Client programs that Maven does not bring: {@code .ci/run} installs them. Where one is missing its tests are skipped, with a
 * line that says so; in CI ({@code CI=true}) that is a failure.
 */
@NullMarked
final class Tools {
    private Tools() {}

    /** Where {@code npm} has put the packages of Node.js. */
    static Path nodeModules() {
        return Path.of(System.getProperty("gokafka.it.node", "target/node_modules"))
                .toAbsolutePath();
    }

    /** Goes on only where a command runs. */
    static void require(String... command) {
        String why;
        try {
            Child.Result result = Child.run("", Map.of(), List.of(command));
            if (result.exit() == 0) {
                return;
            }
            why = result.output();
        } catch (IOException e) {
            why = e.toString();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        String missing = "NOT TESTED: " + String.join(" ", command) + " does not run here: " + why.strip();
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(missing);
        }
        System.err.println(missing);
        Assumptions.abort(missing);
    }
}

package io.gokafka.transport.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.Settings;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of APIs in the documents is that which clients are told. After a change of an API, {@code ./mvnw -pl
 * modules/transport-kafka -am test -Dtest=CompatibilityTableTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dgokafka.docs.write=true} writes it again.
 */
class CompatibilityTableTest {
    private static final String WRITE = "gokafka.docs.write";
    private static final String REWRITE = "./mvnw -pl modules/transport-kafka -am test -Dtest=CompatibilityTableTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";
    private static final String BEGIN = "<!-- table of APIs: begin -->\n";
    private static final String END = "<!-- table of APIs: end -->\n";

    @Test
    void documentsHaveTheApisAndVersionsThatAreServed() throws IOException {
        Path file = document();
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertTrue(begin >= BEGIN.length() && end >= begin, () -> file + " has no place for the table");
        String expected = text.substring(0, begin) + table() + text.substring(end);

        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, expected);
        }
        assertEquals(
                expected, Files.readString(file), () -> file + " is not what is served. Write it again: " + REWRITE);
    }

    private static String table() {
        Settings defaults = Settings.defaults();
        TransportContext context = new TransportContext(new Asked(), defaults, 1 << 20, TopicDirectory.EMPTY);
        return ServedApis.of(context, ServerSettings.of(defaults)).all().stream()
                .map(CompatibilityTableTest::line)
                .collect(Collectors.joining(
                        "", "| key | API | versions | Kafka 4.4 |\n| ---: | --- | --- | --- |\n", ""));
    }

    private static String line(Api<?> api) {
        return "| %d | %s | %d to %d | %d to %d |\n"
                .formatted(
                        api.key().id,
                        api.key().name,
                        api.oldest(),
                        api.newest(),
                        api.key().oldestVersion(),
                        api.key().latestVersion(false));
    }

    /** The tests run in the module's folder, or in the root when an IDE does it its own way. */
    private static Path document() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("distribution/src/image"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder.resolve("docs/kafka-compatibility.md");
    }
}

package io.gokafka.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the Javadoc of the public types are there, and compile. */
class ExamplesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/gokafka/client");
    private static final Pattern SNIPPET =
            Pattern.compile("\\{@snippet :\\R(.*)\\R \\* }\\R(?= \\*/| \\*\\R)", Pattern.DOTALL);
    private static final String IMPORTS = "import io.gokafka.api.*; import io.gokafka.api.record.Header;"
            + " import io.gokafka.api.request.*; import io.gokafka.client.*; import java.time.Duration; import java.util.*;";

    @TestFactory
    Stream<DynamicTest> everyPublicTypeHasAnExampleThatCompiles(@TempDir Path out) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(SOURCES)) {
            files = all.filter(ExamplesTest::isPublicType).sorted().toList();
        }
        assertTrue(files.size() > 10);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        String.valueOf(file.getFileName()), () -> check(Files.readString(file), out)));
    }

    private static boolean isPublicType(Path file) {
        try {
            String name = String.valueOf(file.getFileName()).replace(".java", "");
            return Files.isRegularFile(file)
                    && Pattern.compile("public .*\\b(class|record|interface) " + name)
                            .matcher(Files.readString(file))
                            .find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(String source, Path out) {
        Matcher matcher = SNIPPET.matcher(source);
        assertTrue(matcher.find(), "no example");
        String code = matcher.group(1).replaceAll("(?m)^ \\* ?", "");
        boolean hasMethods =
                Pattern.compile("(?m)^\\S[^=\\n]*\\) \\{$").matcher(code).find()
                        && !code.startsWith("RebalanceListener");
        String body = hasMethods ? code : "void run() {" + code + "}";
        assertEquals("", compile(IMPORTS + " class Example {" + body + "}", out));
    }

    private static String compile(String source, Path out) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter problems = new StringWriter();
        List<String> options = List.of(
                "-proc:none", "-implicit:none", "-cp", System.getProperty("java.class.path"), "-d", out.toString());
        boolean fine = compiler.getTask(problems, null, null, options, null, List.of(file))
                .call();
        return fine ? "" : problems.toString().toLowerCase(Locale.ROOT) + source;
    }
}

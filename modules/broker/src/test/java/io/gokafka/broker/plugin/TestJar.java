package io.gokafka.broker.plugin;

import io.gokafka.api.storage.StorageProvider;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** Compiles sources and packs them into a jar. */
final class TestJar {
    private final Path work;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> services = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private String version = "";

    /** Works in a folder of its own below {@code temp}. */
    TestJar(Path temp) {
        try {
            this.work = Files.createTempDirectory(temp, "jar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the classes are that a class came with, for a class or module path. */
    static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a plugin is compiled against: the api, and the annotations that its descriptor names. */
    static String api() {
        return locationOf(StorageProvider.class) + File.pathSeparator + locationOf(NullMarked.class);
    }

    TestJar source(String path, String text) {
        sources.put(path, text);
        return this;
    }

    TestJar service(Class<?> spi, String provider) {
        services.put("META-INF/services/" + spi.getName(), provider);
        return this;
    }

    TestJar version(String implementationVersion) {
        this.version = implementationVersion;
        return this;
    }

    TestJar options(String... compilerOptions) {
        options.addAll(List.of(compilerOptions));
        return this;
    }

    /** Compiles against the api alone, unless options say more. */
    Path writeTo(Path jar) throws IOException {
        Path classes = work.resolve("classes");
        compile(classes);
        for (Map.Entry<String, String> service : services.entrySet()) {
            write(classes.resolve(service.getKey()), service.getValue());
        }
        pack(classes, jar);
        return jar;
    }

    private void compile(Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
        boolean modular = sources.containsKey("module-info.java");
        arguments.addAll(List.of(modular ? "--module-path" : "-classpath", api()));
        arguments.addAll(options);
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve("src").resolve(source.getKey());
            write(file, source.getValue());
            arguments.add(file.toString());
        }
        Files.createDirectories(classes);
        run(arguments);
    }

    private static void run(List<String> arguments) {
        StringWriter output = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> flags =
                    arguments.stream().filter(a -> !a.endsWith(".java")).toList();
            var units = files.getJavaFileObjects(
                    arguments.stream().filter(a -> a.endsWith(".java")).toArray(String[]::new));
            if (!compiler.getTask(output, files, null, flags, null, units).call()) {
                throw new IllegalStateException(output.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pack(Path classes, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!version.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        }
        Files.createDirectories(jar.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

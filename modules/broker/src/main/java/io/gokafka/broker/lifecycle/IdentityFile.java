package io.gokafka.broker.lifecycle;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads and writes {@code broker.properties}; replaced atomically, so that it is always whole. */
final class IdentityFile {
    private static final String VERSION = "1";

    private IdentityFile() {}

    static Optional<Identity> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(file));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(file + " is damaged: " + e.getMessage());
        }
    }

    private static Identity parse(Path file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        if (!VERSION.equals(properties.getProperty("version"))) {
            throw new ConfigException(file + " is of another version of gokafka: this one cannot use the directory");
        }
        return new Identity(
                text(file, properties, "cluster-id"),
                new BrokerId(text(file, properties, "id")),
                UUID.fromString(text(file, properties, "directory-id")),
                text(file, properties, "storage"),
                folder(file, properties.getProperty("storage-folder", Identity.FIRST_FOLDER)),
                items(text(file, properties, "metadata-voters")).stream()
                        .map(BrokerId::new)
                        .toList(),
                peers(text(file, properties, "peers")),
                Boolean.parseBoolean(properties.getProperty("begun")));
    }

    private static String text(Path file, Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new ConfigException(file + " is damaged: it has no '" + key + "'");
        }
        return value;
    }

    /** A name, not a path that could lead elsewhere. */
    private static String folder(Path file, String name) {
        if (!name.matches("[a-z0-9][a-z0-9.-]*")) {
            throw new ConfigException(file + " is damaged: '" + name + "' is no storage folder");
        }
        return name;
    }

    private static Map<BrokerId, HostPort> peers(String text) {
        return items(text).stream()
                .map(item -> item.split("@", 2))
                .collect(Collectors.toMap(p -> new BrokerId(p[0]), p -> HostPort.parse(p.length == 2 ? p[1] : "")));
    }

    private static List<String> items(String text) {
        return Arrays.stream(text.split(",")).filter(s -> !s.isBlank()).toList();
    }

    /** Durable when it returns. */
    static void write(Path file, Identity identity) {
        String peers = new TreeMap<>(identity.peers())
                .entrySet().stream().map(e -> e.getKey() + "@" + e.getValue()).collect(Collectors.joining(","));
        String voters = identity.metadataVoters().stream().map(BrokerId::value).collect(Collectors.joining(","));
        String text = String.join(
                "\n",
                "# Written by gokafka: says to whom this directory belongs. Do not edit.",
                "version=" + VERSION,
                "cluster-id=" + identity.clusterId(),
                "id=" + identity.broker(),
                "directory-id=" + identity.directory(),
                "storage=" + identity.storage(),
                "storage-folder=" + identity.storageFolder(),
                "metadata-voters=" + voters,
                "peers=" + peers,
                "begun=" + identity.begun(),
                "");
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            writeSynced(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be written: " + e);
        }
    }

    private static void writeSynced(Path file, String text) throws IOException {
        Files.deleteIfExists(file); // of a write that was cut short
        try (FileChannel channel = OwnerOnly.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** A rename is durable when its directory is (POSIX); systems that cannot open a directory need no such thing. */
    static void syncDirectory(Path directory) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}

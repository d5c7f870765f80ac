package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a file of {@code key=value} lines in UTF-8. Lines that begin with {@code #} are comments. A value is what stands behind
 * the first {@code =}, without the blanks around it: there are no quotes, no escapes and no comments behind it.
 */
final class ConfigFile {
    private static final long LARGEST = 1 << 20;

    private final Path file;
    private final Map<String, LoadedConfig.Entry> entries = new LinkedHashMap<>();

    private ConfigFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with the file and the line
     */
    static Map<String, LoadedConfig.Entry> read(Path file) {
        ConfigFile reader = new ConfigFile(file);
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            reader.accept(lines.get(i).strip(), i + 1);
        }
        return reader.entries;
    }

    private void accept(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals <= 0) {
            throw new ConfigException(
                    at(number) + ": '" + line + "' is not a setting; write key=value, or # before a comment");
        }
        String key = line.substring(0, equals).strip();
        LoadedConfig.Entry entry =
                new LoadedConfig.Entry(line.substring(equals + 1).strip(), at(number));
        LoadedConfig.Entry earlier = entries.putIfAbsent(key, entry);
        if (earlier != null) {
            throw new ConfigException("setting '" + key + "' is there twice: " + earlier.origin() + " and line "
                    + number + "; remove one");
        }
    }

    private String at(int line) {
        return "line " + line + " of " + file;
    }

    private static List<String> lines(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigException(
                    "configuration file " + file.toAbsolutePath() + " does not exist, or is not a file");
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new ConfigException(
                        "configuration file " + file + " is larger than 1 MiB; is it a configuration file?");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // Some editors put a byte order mark before the first line.
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (CharacterCodingException e) {
            throw new ConfigException("configuration file " + file + " is not UTF-8 text; save it in that encoding");
        } catch (IOException e) {
            throw new ConfigException("configuration file " + file + " cannot be read: " + e);
        }
    }
}

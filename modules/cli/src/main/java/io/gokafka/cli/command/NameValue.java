package io.gokafka.cli.command;

import io.gokafka.cli.error.CliException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flags of the form {@code --set key=value}. */
final class NameValue {
    private NameValue() {}

    /** The pairs, in order; a later one of the same name goes over an earlier one. */
    static Map<String, String> parse(String flag, List<String> uses) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String use : uses) {
            int equals = use.indexOf('=');
            if (equals <= 0) {
                throw CliException.usage(flag + ": '" + use + "' is not a setting; write " + flag + " key=value");
            }
            pairs.put(
                    use.substring(0, equals).strip(), use.substring(equals + 1).strip());
        }
        return pairs;
    }
}

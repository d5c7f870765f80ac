package io.gokafka.cli.command;

import io.gokafka.api.request.DescribeConfig;
import io.gokafka.cli.text.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Settings as text and JSON. */
final class SettingViews {
    private SettingViews() {}

    /** Where a value comes from. */
    static String source(DescribeConfig.Entry setting) {
        return setting.source().name().toLowerCase(Locale.ROOT);
    }

    /** Those that somebody has set, on one line. */
    static String changed(List<DescribeConfig.Entry> settings) {
        String changed = settings.stream()
                .filter(s -> s.source() != DescribeConfig.Source.DEFAULT)
                .map(s -> s.name() + "=" + s.value().orElse("") + " (" + source(s) + ")")
                .collect(Collectors.joining(", "));
        return changed.isEmpty() ? "defaults" : changed;
    }

    static void json(JsonWriter json, DescribeConfig.Entry setting) {
        json.object()
                .field("name", setting.name())
                .field("value", setting.value().orElse(null))
                .field("source", source(setting))
                .field("type", setting.type().name().toLowerCase(Locale.ROOT))
                .field("documentation", setting.documentation())
                .endObject();
    }
}

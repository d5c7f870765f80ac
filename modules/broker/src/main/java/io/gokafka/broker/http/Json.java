package io.gokafka.broker.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes values as JSON (RFC 8259): maps in their iteration order, lists, strings, whole numbers, booleans; an empty optional is
 * {@code null}. Anything else is written as its text. A few dozen lines, as the image holds no JSON library in its boot layer.
 */
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String of(Object value) {
        Json json = new Json();
        json.value(value);
        return json.out.append('\n').toString();
    }

    private void value(Object value) {
        switch (value) {
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            case Optional<?> optional when optional.isEmpty() -> out.append("null");
            case Optional<?> optional -> value(optional.get());
            case OptionalLong number when number.isEmpty() -> out.append("null");
            case OptionalLong number -> out.append(number.getAsLong());
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Boolean flag -> out.append(flag.booleanValue());
            default -> string(value.toString());
        }
    }

    private void object(Map<?, ?> map) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            string(entry.getKey().toString());
            out.append(':');
            value(entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void array(List<?> list) {
        out.append('[');
        String separator = "";
        for (Object item : list) {
            out.append(separator);
            value(item);
            separator = ",";
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                // A surrogate that stands alone has no form in UTF-8; the two line separators end a line in JavaScript.
                if (c < 0x20 || c == 0x7f || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}

package io.gokafka.cli.text;

import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON document (RFC 8259) into memory, without blanks and on one line. The caller keeps the order of begin and end.
 *
 * <p>For one thread; {@link #clear} makes it good for the next document.
 */
public final class JsonWriter {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder();
    private boolean separate;

    /** Begins an object. */
    public JsonWriter object() {
        return open('{');
    }

    /** Ends an object. */
    public JsonWriter endObject() {
        return close('}');
    }

    /** Begins an array. */
    public JsonWriter array() {
        return open('[');
    }

    /** Ends an array. */
    public JsonWriter endArray() {
        return close(']');
    }

    /** Names the value that follows. */
    public JsonWriter name(String name) {
        comma();
        quote(name);
        out.append(':');
        separate = false;
        return this;
    }

    /** A string, or null. */
    public JsonWriter value(@Nullable String value) {
        comma();
        if (value == null) {
            out.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    /** A whole number. */
    public JsonWriter value(long value) {
        comma();
        out.append(value);
        return this;
    }

    /** A finite number. */
    public JsonWriter value(double value) {
        comma();
        out.append(Double.isFinite(value) ? Double.toString(value) : "null");
        return this;
    }

    /** True or false. */
    public JsonWriter value(boolean value) {
        comma();
        out.append(value);
        return this;
    }

    /** A named string, or null. */
    public JsonWriter field(String name, @Nullable String value) {
        return name(name).value(value);
    }

    /** A named whole number. */
    public JsonWriter field(String name, long value) {
        return name(name).value(value);
    }

    /** A named array of strings. */
    public JsonWriter strings(String name, Iterable<?> values) {
        name(name).array();
        values.forEach(value -> value(value.toString()));
        return endArray();
    }

    /** Forgets what was written. */
    public void clear() {
        out.setLength(0);
        separate = false;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private JsonWriter open(char bracket) {
        comma();
        out.append(bracket);
        separate = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.append(bracket);
        separate = true;
        return this;
    }

    private void comma() {
        if (separate) {
            out.append(',');
        }
        separate = true;
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> plainOrEscaped(c, text, i);
            }
        }
        out.append('"');
    }

    /** Half a surrogate pair has no UTF-8 form; the other escapes are what the RFC asks for, and DEL. */
    private void plainOrEscaped(char c, String text, int i) {
        boolean half = Character.isSurrogate(c)
                && !(Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1)))
                && !(Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
        if (c < ' ' || c == 0x7f || half) {
            out.append("\\u")
                    .append(HEX[c >> 12])
                    .append(HEX[c >> 8 & 15])
                    .append(HEX[c >> 4 & 15])
                    .append(HEX[c & 15]);
        } else {
            out.append(c);
        }
    }
}

package io.gokafka.harness.history;

import io.gokafka.api.TopicPartition;

/** The fields of one line, taken from the left to the right. Each method throws IllegalArgumentException when there is no such. */
final class Fields {
    private final String[] fields;
    private int next;

    Fields(String line) {
        this.fields = line.split("\t", -1);
    }

    static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    String text() {
        if (next == fields.length) {
            throw new IllegalArgumentException("a field is missing");
        }
        String field = fields[next++];
        return field.indexOf('\\') < 0 ? field : unescape(field);
    }

    private static String unescape(String field) {
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            text.append(c == '\\' && i + 1 < field.length() ? unescaped(field.charAt(++i)) : c);
        }
        return text.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> c;
        };
    }

    long number() {
        return Long.parseLong(text());
    }

    boolean truth() {
        String text = text();
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false: " + text);
        }
        return text.equals("true");
    }

    Value value() {
        return Value.parse(text());
    }

    /** As {@link TopicPartition#toString()} writes it: a topic's name may have a dash of its own. */
    TopicPartition partition() {
        String text = text();
        int dash = text.lastIndexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("no partition: " + text);
        }
        return new TopicPartition(text.substring(0, dash), Integer.parseInt(text, dash + 1, text.length(), 10));
    }

    void end() {
        if (next != fields.length) {
            throw new IllegalArgumentException("more fields than the event has");
        }
    }
}

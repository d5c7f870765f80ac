package io.gokafka.cli.text;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Header;
import io.gokafka.api.record.Record;
import io.gokafka.cli.io.Output;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How consumed records are shown as text: a template as {@code '%p %o %k %v'}, or names of fields, as {@code key,offset,value}, which
 * are separated by tabs. Keys and values are written byte for byte; those that are absent are empty. A line feed follows each record
 * unless the template ends with one.
 */
public final class RecordTemplate {
    /** The value and nothing else, the default. */
    public static final RecordTemplate VALUE = parse("%v");

    private final List<Part> parts;

    private RecordTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a template or names of fields.
     *
     * @throws IllegalArgumentException that says what is allowed
     */
    public static RecordTemplate parse(String text) {
        List<Part> parts = text.indexOf('%') >= 0 ? template(text) : names(text);
        boolean ended = parts.getLast() instanceof Literal(byte[] bytes) && bytes[bytes.length - 1] == '\n';
        if (!ended) {
            parts.add(new Literal(new byte[] {'\n'}));
        }
        return new RecordTemplate(parts);
    }

    /** Writes a record. */
    public void write(TopicPartition partition, Record record, Output out) {
        for (Part part : parts) {
            part.write(partition, record, out);
        }
    }

    private sealed interface Part {
        void write(TopicPartition partition, Record record, Output out);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Literal(byte[] bytes) implements Part {
        @Override
        public void write(TopicPartition partition, Record record, Output out) {
            out.bytes(bytes);
        }
    }

    private enum Field implements Part {
        TOPIC('t'),
        PARTITION('p'),
        OFFSET('o'),
        TIMESTAMP('T'),
        TIME('D'),
        KEY('k'),
        HEADERS('h'),
        VALUE('v');

        private final char letter;

        Field(char letter) {
            this.letter = letter;
        }

        @Override
        public void write(TopicPartition partition, Record record, Output out) {
            switch (this) {
                case TOPIC -> out.text(partition.topic());
                case PARTITION -> out.text(Integer.toString(partition.partition()));
                case OFFSET -> out.text(Long.toString(record.offset()));
                case TIMESTAMP -> out.text(Long.toString(record.timestamp()));
                case TIME -> out.text(Instant.ofEpochMilli(record.timestamp()).toString());
                case KEY -> bytes(record.key(), out);
                case HEADERS -> headers(record.headers(), out);
                case VALUE -> bytes(record.value(), out);
            }
        }

        private static void bytes(byte @Nullable [] bytes, Output out) {
            if (bytes != null) {
                out.bytes(bytes);
            }
        }

        private static void headers(List<Header> headers, Output out) {
            for (int i = 0; i < headers.size(); i++) {
                out.text((i > 0 ? "," : "") + headers.get(i).key() + "=");
                bytes(headers.get(i).value(), out);
            }
        }

        private static List<String> names() {
            return Arrays.stream(values())
                    .map(f -> f.name().toLowerCase(Locale.ROOT))
                    .toList();
        }
    }

    private static List<Part> names(String text) {
        List<Part> parts = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            int index = Field.names().indexOf(name.strip());
            if (index < 0) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no field; fields are " + String.join(", ", Field.names())
                                + "; a template has them as %k %v, see 'gokafka help consume'");
            }
            if (!parts.isEmpty()) {
                parts.add(new Literal(new byte[] {'\t'}));
            }
            parts.add(Field.values()[index]);
        }
        return parts;
    }

    private static List<Part> template(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (c == '\\') {
                literal.append(Escapes.of(next));
                i++;
            } else if (c != '%') {
                literal.append(c);
            } else if (next == '%') {
                literal.append('%');
                i++;
            } else {
                endLiteral(literal, parts);
                parts.add(field(next));
                i++;
            }
        }
        endLiteral(literal, parts);
        return parts;
    }

    private static void endLiteral(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString().getBytes(StandardCharsets.UTF_8)));
            literal.setLength(0);
        }
    }

    private static Field field(char letter) {
        return Arrays.stream(Field.values())
                .filter(f -> f.letter == letter)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%" + letter
                        + " is no field; fields are %t topic, %p partition, %o offset, %T timestamp in ms, %D time,"
                        + " %k key, %h headers, %v value, %% a percent sign"));
    }
}

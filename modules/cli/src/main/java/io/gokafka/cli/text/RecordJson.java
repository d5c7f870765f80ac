package io.gokafka.cli.text;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Header;
import io.gokafka.api.record.Record;
import io.gokafka.cli.io.Output;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Consumed records as JSON, one object a line. Bytes that are not valid UTF-8 stand as Base64 in a field of its own
 * ({@code valueBase64}), so that no byte is lost. For one thread.
 */
public final class RecordJson {
    private final JsonWriter json = new JsonWriter();

    /** Writes a record. */
    public void write(TopicPartition partition, Record record, Output out) {
        json.clear();
        json.object()
                .field("topic", partition.topic())
                .field("partition", partition.partition())
                .field("offset", record.offset())
                .field("timestamp", record.timestamp());
        bytes("key", record.key());
        bytes("value", record.value());
        json.name("headers").array();
        for (Header header : record.headers()) {
            json.object().field("key", header.key());
            bytes("value", header.value());
            json.endObject();
        }
        out.line(json.endArray().endObject().toString());
    }

    private void bytes(String name, byte @Nullable [] bytes) {
        if (bytes == null) {
            json.field(name, null);
            return;
        }
        Texts.utf8(bytes)
                .ifPresentOrElse(
                        text -> json.field(name, text),
                        () -> json.field(name + "Base64", Base64.getEncoder().encodeToString(bytes)));
    }
}

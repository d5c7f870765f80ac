package io.gokafka.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void valuesAreSeparated() {
        JsonWriter json = new JsonWriter();
        json.object()
                .field("a", 1)
                .field("b", null)
                .name("c")
                .array()
                .value(true)
                .value(1.5)
                .object()
                .endObject()
                .array()
                .endArray()
                .endArray()
                .strings("d", List.of("x", 7))
                .endObject();

        assertEquals("{\"a\":1,\"b\":null,\"c\":[true,1.5,{},[]],\"d\":[\"x\",\"7\"]}", json.toString());
    }

    @Test
    void whatCannotStandInAStringIsEscaped() {
        assertEquals("\"\\\"\\\\\\n\\r\\t\\u0000\\u001f\\u007f/\"", text("\"\\\n\r\t\u0000\u001f\u007f/"));
    }

    @Test
    void pairsOfSurrogatesStayAndHalvesAreEscaped() {
        assertEquals("\"\ud83d\ude00\"", text("\ud83d\ude00"));
        assertEquals("\"\\ud83dx\\ude00\"", text("\ud83dx\ude00"));
        assertEquals("\"\\ud83d\ud83d\ude00\\ude00\"", text("\ud83d\ud83d\ude00\ude00"));
    }

    @Test
    void writerCanBeUsedAgain() {
        JsonWriter json = new JsonWriter();
        json.array().value(1).endArray();
        json.clear();

        assertEquals("[2]", json.array().value(2).endArray().toString());
    }

    private static String text(String value) {
        return new JsonWriter().value(value).toString();
    }
}

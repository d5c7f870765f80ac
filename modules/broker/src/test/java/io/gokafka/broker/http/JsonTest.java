package io.gokafka.broker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void charactersThatMustBeEscapedAre() {
        assertEquals("\"a\\\"b\\\\c\\n\\r\\t\\u0000\\u001f\\u2028\"\n", Json.of("a\"b\\c\n\r\t\0\u001f\u2028"));
    }

    @Test
    void textOutsideTheBasicPlaneAndLoneSurrogatesSurvive() {
        assertEquals("\"é\\ud83d\\ude00\\ud83d\"\n", Json.of("é😀\ud83d"));
    }

    @Test
    void valuesOfEachKindAreWritten() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("list", List.of(1, Long.MAX_VALUE, true));
        object.put("none", Optional.empty());
        object.put("some", Optional.of("x"));
        object.put("number", OptionalLong.of(-1));
        object.put("no number", OptionalLong.empty());
        object.put("empty", Map.of());

        assertEquals(
                "{\"list\":[1,9223372036854775807,true],\"none\":null,\"some\":\"x\",\"number\":-1,\"no"
                        + " number\":null,\"empty\":{}}\n",
                Json.of(object));
    }
}

package io.gokafka.cli.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Header;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.cli.io.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordTemplateTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 3);
    private static final Record RECORD = new Record(
            17, 1_700_000_000_123L, bytes("k"), bytes("v"), List.of(Header.of("a", "1"), Header.of("b", "2")));

    @Test
    void templateHasEveryField() {
        assertEquals(
                "t 3 17 1700000000123 2023-11-14T22:13:20.123Z k a=1,b=2 v 100%\n",
                text("%t %p %o %T %D %k %h %v 100%%"));
    }

    @Test
    void namesOfFieldsAreSeparatedByTabs() {
        assertEquals("17\tk\t3\t1700000000123\tv\n", text("offset,key, partition,timestamp,value"));
    }

    @Test
    void oneLineFeedFollowsUnlessTheTemplateHasIt() {
        assertEquals("v\n", text("%v"));
        assertEquals("v\n", text("%v\\n"));
        assertEquals("v\0\n", text("%v\\0"));
        assertEquals("k\tv\\\n", text("%k\\t%v\\\\"));
    }

    @Test
    void absentKeyAndValueAreEmpty() {
        assertEquals("|\n", write("%k|%v", record(null, null)));
    }

    @Test
    void bytesAreWrittenAsTheyAre() {
        byte[] value = {(byte) 0xff, 0, '\n', (byte) 0x80};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out = new Output(bytes);

        RecordTemplate.VALUE.write(PARTITION, record(null, value), out);
        out.flush();

        assertArrayEquals(new byte[] {(byte) 0xff, 0, '\n', (byte) 0x80, '\n'}, bytes.toByteArray());
    }

    @Test
    void whatIsNoTemplateIsRefused() {
        for (String text : List.of("", "%", "%x", "keys", "key,,value", "%v\\x", "%v\\")) {
            assertThrows(IllegalArgumentException.class, () -> RecordTemplate.parse(text), text);
        }
    }

    @Test
    void jsonKeepsBytesThatAreNoText() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out = new Output(bytes);

        new RecordJson().write(PARTITION, record(null, new byte[] {(byte) 0xff}, new Header("h", null)), out);
        out.flush();

        assertEquals(
                "{\"topic\":\"t\",\"partition\":3,\"offset\":0,\"timestamp\":2,\"key\":null,\"valueBase64\":\"/w==\","
                        + "\"headers\":[{\"key\":\"h\",\"value\":null}]}\n",
                bytes.toString(StandardCharsets.UTF_8));
    }

    /** Through a batch, as the one that the client hands out. */
    private static Record record(byte @Nullable [] key, byte @Nullable [] value, Header... headers) {
        return RecordBatchBuilder.single(2, key, value, List.of(headers))
                .records()
                .getFirst();
    }

    private static String text(String template) {
        return write(template, RECORD);
    }

    private static String write(String template, Record record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out = new Output(bytes);
        RecordTemplate.parse(template).write(PARTITION, record, out);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.gokafka.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProduceAndConsumeTest {
    private final FakeCluster cluster = new FakeCluster().withTopic("t", 1).withTopic("three", 3);

    @Test
    void recordFromTheCommandLineIsReadBack() {
        Shell.Result produced = shell().run("produce", "127.0.0.1:9092", "t", "0", "first message");
        Shell.Result consumed = shell().run("consume", "127.0.0.1:9092", "t", "0");

        assertEquals("t-0@0\n", produced.out(), produced.err());
        assertEquals("first message\n", consumed.out(), consumed.err());
        assertEquals(0, consumed.code());
    }

    @Test
    void flagsDoTheSameAsPlainArguments() {
        Shell.Result produced =
                shell().run("produce", "--bootstrap-server", "h:1", "--topic", "t", "--partition", "0", "12:30");

        assertEquals("t-0@0\n", produced.out(), produced.err());
        assertEquals(
                "12:30\n",
                shell().run("consume", "--topic=t", "-partition", "0").out());
    }

    @Test
    void valuesAreNotTrimmedUnquotedOrSplit() {
        for (String value : new String[] {" two, three ", "\"quoted\"", "@file", "", "-5 degrees", "a=b", "\t"}) {
            assertEquals(0, shell().run("produce", "t", "0", "--", value).code());
        }

        assertEquals(
                " two, three \n\"quoted\"\n@file\n\n-5 degrees\na=b\n\t\n",
                shell().run("consume", "t").out());
    }

    @Test
    void linesAreByteExact() {
        byte[] input = "one\r\n\n\u00e4\n".getBytes(StandardCharsets.ISO_8859_1);

        Shell.Result produced = shell().input(input).run("produce", "t", "0");

        assertTrue(produced.out().startsWith("3 records to t, 5 B in "), produced.out());
        assertArrayEquals(input, shell().run("consume", "t").bytes());
    }

    @Test
    void manyLinesOfAFileKeepTheirOrder(@TempDir Path folder) throws Exception {
        Random random = new Random(7);
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, 50_000)
                .forEach(i ->
                        lines.append(i).append("x".repeat(random.nextInt(40))).append('\n'));
        Path file = Files.writeString(folder.resolve("lines"), lines);

        Shell.Result produced = shell().run("produce", "t", "--file", file.toString(), "--output", "json");

        assertTrue(produced.out().startsWith("{\"topic\":\"t\",\"records\":50000,"), produced.out() + produced.err());
        assertEquals(lines.toString(), shell().run("consume", "t").out());
    }

    @Test
    void keysAndHeadersAreKept() {
        shell().input("a\tb:c\nd\t\n").run("produce", "t", "--key-separator", "\\t", "--headers", "x=1,y=2");
        shell().run("produce", "t", "0", "v", "--key", "k");

        assertEquals(
                "0|a|x=1,y=2|b:c\n1|d|x=1,y=2|\n2|k||v\n",
                shell().run("consume", "t", "--format", "%o|%k|%h|%v").out());
        assertEquals(
                "k\t2\tv\n",
                shell().run("consume", "t", "--from", "2", "--format", "key,offset,value")
                        .out());
    }

    @Test
    void lineWithoutItsSeparatorEndsWithWhatWasAcknowledged() {
        Shell.Result result = shell().input("a:1\nb\n").run("produce", "t", "--key-separator", ":");

        assertEquals(1, result.code());
        assertTrue(result.err().startsWith("gokafka: line 2 of standard input has no key separator"), result.err());
        assertTrue(result.err().endsWith("1 record (2 B) acknowledged\n"), result.err());
    }

    @Test
    void jsonHasEveryField() {
        shell().run("produce", "t", "0", "va\"lue", "--key", "k", "--headers", "h=1");

        String json = shell().run("consume", "t", "--output", "json").out();

        assertTrue(
                json.matches("\\{\"topic\":\"t\",\"partition\":0,\"offset\":0,\"timestamp\":[0-9]+,\"key\":\"k\","
                        + "\"value\":\"va\\\\\"lue\",\"headers\":\\[\\{\"key\":\"h\",\"value\":\"1\"}]}\n"),
                json);
    }

    @Test
    void allPartitionsAreReadWhenNoneIsNamed() {
        for (int i = 0; i < 3; i++) {
            shell().run("produce", "three", Integer.toString(i), "v" + i);
        }

        assertEquals(
                "0v0 1v1 2v2 ",
                shell().run("consume", "three", "--format", "%p%v")
                        .out()
                        .lines()
                        .sorted()
                        .map(l -> l + " ")
                        .reduce("", String::concat));
        assertEquals("v1\n", shell().run("consume", "three", "1").out());
    }

    @Test
    void startAndNumberOfRecordsCanBeChosen() {
        shell().input("0\n1\n2\n3\n").run("produce", "t", "0");

        assertEquals("2\n3\n", shell().run("consume", "t", "--from", "2").out());
        assertEquals(
                "1\n2\n",
                shell().run("consume", "t", "--from", "1", "--max-messages", "2")
                        .out());
        assertEquals("", shell().run("consume", "t", "--from", "end").out());
        assertEquals(
                "0\n1\n2\n3\n", shell().run("consume", "t", "--from", "-1h").out());
        assertEquals("", shell().run("consume", "t", "--from", "2999-01-01").out());
    }

    @Test
    void offsetOutOfRangeIsToldWithTheRange() {
        shell().run("produce", "t", "0", "v");

        Shell.Result result = shell().run("consume", "t", "--from", "5");

        assertEquals(1, result.code());
        assertEquals("gokafka: offset 5 is out of range; t-0 has 0 to 1\n", result.err());
    }

    @Test
    void partitionOutOfRangeIsTold() {
        assertEquals(
                "gokafka: topic 't' has no partition 3; it has 1: 0\n",
                shell().run("consume", "t", "3").err());
        Shell.Result produced = shell().run("produce", "t", "3", "v");
        assertEquals(1, produced.code());
        assertTrue(produced.err().contains("partition"), produced.err());
    }

    @Test
    void topicThatDoesNotExistIsTold() {
        Shell.Result result = shell().run("consume", "other", "--timeout", "200ms");

        assertTrue(result.code() == 1 || result.code() == 3, result.err());
        assertTrue(result.err().contains("other"), result.err());
    }

    @Test
    void recordLargerThanTheLimitIsTold(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("large"), "x".repeat(2_000_000));

        Shell.Result result = shell().run("produce", "t", "--file", file.toString());

        assertEquals(1, result.code(), result.err());
        assertTrue(result.err().endsWith("no record was acknowledged\n"), result.err());
    }

    @Test
    void groupOfAnAssignedPartitionGoesOnWhereItWas() {
        shell().input("0\n1\n2\n").run("produce", "t", "0");

        assertEquals(
                "0\n1\n",
                shell().run("consume", "t", "0", "--group", "g", "--max-messages", "2")
                        .out());
        assertEquals(2, cluster.committed("g", new TopicPartition("t", 0)));
        assertEquals("2\n", shell().run("consume", "t", "0", "--group", "g").out());
    }

    private Shell shell() {
        return new Shell(cluster);
    }
}

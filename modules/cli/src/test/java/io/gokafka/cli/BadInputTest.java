package io.gokafka.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {
    @Test
    void unknownCommandIsToldWithNearOnesAndAll() {
        refused("unknown command 'produec' (did you mean produce?); commands are cluster, server,", "produec");
        refused("unknown command 'topics lst' (did you mean list?); 'topics' has create, list,", "topics", "lst");
        refused("'topics' needs one of create, list, describe, settings, alter,", "topics");
        refused("a command comes before its flags, and '--topic' is none", "--topic", "t");
        refused("there is no command 'nonsense'", "help", "nonsense");
    }

    @Test
    void unknownFlagIsToldWithNearOnesAndAll() {
        refused(
                "unknown flag --grpc-adr of 'server' (did you mean --grpc-addr?); flags are --id, --grpc-addr,",
                "server",
                "--grpc-adr",
                "127.0.0.1:1");
        refused("unknown flag -x of 'produce'", "produce", "t", "0", "-x");
    }

    @Test
    void flagWithoutItsValueIsTold() {
        refused("--partition needs a value: --partition N", "produce", "t", "--partition");
        refused("--key needs a value: --key KEY", "produce", "t", "--key", "--partition", "0");
        refused("--follow takes no value", "consume", "t", "--follow=yes");
    }

    @Test
    void flagGivenTwiceIsTold() {
        refused("--partition is given more than once", "produce", "t", "--partition", "1", "-partition", "2");
    }

    @Test
    void valuesOfTheWrongTypeAreTold() {
        refused("--partition: 'x' is not a whole number", "produce", "t", "--partition", "x");
        refused("'-1' is not a partition; partitions are whole numbers from 0", "produce", "t", "--partition", "-1");
        refused("--acks: 'most' is not known; allowed are none, leader, all", "produce", "t", "v", "--acks", "most");
        refused("--timeout: '10x' has an unknown unit", "topics", "list", "--timeout", "10x");
        refused("--timeout: '0s' is not more than 0", "topics", "list", "--timeout", "0s");
        refused("--output: 'xml' is not known; allowed are text, json", "topics", "list", "--output", "xml");
        refused("--bootstrap-server: 'nowhere' is not an address", "topics", "list", "--bootstrap-server", "nowhere");
        refused("--headers: 'a' is no header; write name=value", "produce", "t", "v", "--headers", "a");
        refused("--key-separator is empty", "produce", "t", "--key-separator", "");
        refused("--key-separator: '\\q' is no escape", "produce", "t", "--key-separator", "\\q");
        refused("--max-messages: 0 is too few", "consume", "t", "--max-messages", "0");
        refused("--from: 'soon' is no place to start; allowed are beginning, end", "consume", "t", "--from", "soon");
        refused("--format: 'values' is no field; fields are topic, partition", "consume", "t", "--format", "values");
        refused("--format: %z is no field", "consume", "t", "--format", "%z");
        refused("--partitions: -3 is too few", "topics", "create", "t", "--partitions", "-3");
        refused("--config: 'x' is not a setting; write --config key=value", "topics", "create", "t", "--config", "x");
        refused("--set: 'x' is not a setting", "server", "--set", "x");
        refused("--brokers: 10 is out of range; allowed are 1 to 9", "cluster", "--brokers", "10");
        refused("--grpc-port: 65534 is out of range; allowed are 1 to 65533", "cluster", "--grpc-port", "65534");
        refused("'a b' is not a broker id", "brokers", "describe", "a b");
        refused("'node1' is not an address", "join", "node1");
    }

    @Test
    void topicNamesThatCannotBeAreTold() {
        for (List<String> command : List.of(
                List.of("produce", "NAME", "0", "v"),
                List.of("consume", "NAME"),
                List.of("topics", "create", "NAME"),
                List.of("topics", "describe", "NAME"),
                List.of("topics", "settings", "NAME"),
                List.of("topics", "alter", "NAME", "--config", "a=b"),
                List.of("topics", "elect-leaders", "NAME"),
                List.of("topics", "move", "NAME", "--partition", "0", "--to", "node1"),
                List.of("topics", "producers", "NAME", "--partition", "0"),
                List.of("topics", "delete-records", "NAME", "--partition", "0", "--before-offset", "1"),
                List.of("topics", "delete", "NAME"))) {
            refused("topic name is empty", with(command, ""));
            refused("topic name '..' is not allowed", with(command, ".."));
            refused("topic name is 250 characters long: at most 249", with(command, "x".repeat(250)));
            refused("topic name 'a/b' has illegal characters", with(command, "a/b"));
        }
    }

    @Test
    void administrationWithoutItsFlagsOrWithBadOnesIsTold() {
        refused("there is nothing to change; give --config", "topics", "alter", "t");
        refused("--partitions: 0 is too few", "topics", "alter", "t", "--partitions", "0");
        refused("'a' is both set", "topics", "alter", "t", "--config", "a=1", "--delete-config", "a");
        refused("--partition is missing", "topics", "move", "t", "--to", "node1");
        refused("--to is missing", "topics", "move", "t", "--partition", "0");
        refused("--to and --cancel exclude", "topics", "move", "t", "--partition", "0", "--to", "node1", "--cancel");
        refused("--to: 'node1,node1' names a broker twice", with("topics move t --partition 0 --to", "node1,node1"));
        refused("--to: '' is not a broker id", with("topics move t --partition 0 --to", "node1,"));
        refused("--replicas says how many", "topics", "create", "t", "--replicas", "node1", "--partitions", "1");
        refused("--before-offset is missing", "topics", "delete-records", "t", "--partition", "0");
        for (String offset : List.of("-1", "x", "", "99999999999999999999")) {
            refused(
                    "--before-offset: '" + offset + "' is no offset",
                    with("topics delete-records t --partition 0 --before-offset", offset));
        }
        refused("--topic is missing", "groups", "delete-offsets", "g");
        refused("who shall be removed?", "groups", "remove-member", "g");
        refused("--member and --instance exclude", "groups", "remove-member", "g", "--member", "a", "--instance", "b");
    }

    @Test
    void missingAndSurplusArgumentsAreTold() {
        refused("TOPIC is missing; write gokafka produce [BOOTSTRAP] TOPIC", "produce");
        refused("TOPIC is missing", "consume", "127.0.0.1:9092");
        refused("NAME is missing; write gokafka topics create NAME [FLAGS]", "topics", "create");
        refused("ADDRESS is missing", "join");
        refused("'b' is one argument too many", "topics", "create", "a", "b");
        refused("'c' is one argument too many", "produce", "t", "0", "b", "c");
        refused("--topic is missing; write gokafka groups reset NAME", "groups", "reset", "g");
        refused("--to is missing", "groups", "reset", "g", "--topic", "t");
    }

    @Test
    void flagsThatExcludeEachOtherAreTold() {
        refused("a value and --file exclude each other", "produce", "t", "v", "--file", "f");
        refused("--key and --key-separator exclude", "produce", "t", "--key", "k", "--key-separator", ":");
        refused("--key-separator is for lines", "produce", "t", "v", "--key-separator", ":");
        refused("--format and --output json exclude", "consume", "t", "--format", "key", "--output", "json");
        refused("--from takes beginning or end with --group", "consume", "t", "--group", "g", "--from", "17");
    }

    @Test
    void brokersVariableThatIsNoAddressIsTold() {
        Shell.Result result = Shell.alone()
                .environment(Map.of("GOKAFKA_BOOTSTRAP_SERVER", "nowhere"))
                .run("topics", "list");

        assertEquals(2, result.code());
        assertTrue(
                result.err().startsWith("gokafka: GOKAFKA_BOOTSTRAP_SERVER: 'nowhere' is not an address"),
                result.err());
    }

    @Test
    void noCommandShowsHelpOnStandardError() {
        Shell.Result result = Shell.alone().run();

        assertEquals(2, result.code());
        assertEquals("", result.out());
        assertTrue(result.err().contains("gokafka cluster"), result.err());
    }

    @Test
    void configurationThatDoesNotExistIsTold(@TempDir Path folder) {
        String file = folder.resolve("none.properties").toString();

        refused("configuration file " + file + " does not exist", "plugins", "list", "--config", file);
    }

    @Test
    void missingFileIsToldWithoutAStackTrace(@TempDir Path folder) {
        String file = folder.resolve("none.txt").toString();

        Shell.Result result = new Shell(new FakeCluster().withTopic("t", 1)).run("produce", "t", "--file", file);

        assertEquals(1, result.code());
        assertEquals("gokafka: " + file + " does not exist\n", result.err());
    }

    @Test
    void stackTraceIsShownOnRequest() {
        Shell.Result plain = Shell.alone().run("topics", "create", "..");
        Shell.Result flag = Shell.alone().run("topics", "create", "..", "--debug");
        Shell.Result variable =
                Shell.alone().environment(Map.of("GOKAFKA_DEBUG", "1")).run("topics", "create", "..");

        assertEquals(1, plain.err().lines().count());
        assertTrue(flag.err().contains("\tat io.gokafka"), flag.err());
        assertTrue(variable.err().contains("\tat io.gokafka"), variable.err());
    }

    @Test
    void unreachableClusterHasAnExitCodeOfItsOwn() {
        Shell.Result result = new Shell(new FakeCluster().down()).run("topics", "list", "--timeout", "50ms");

        assertEquals(3, result.code(), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    private static String[] with(String words, String last) {
        List<String> all = new ArrayList<>(List.of(words.split(" ")));
        all.add(last);
        return all.toArray(String[]::new);
    }

    private static String[] with(List<String> command, String name) {
        return command.stream().map(word -> word.equals("NAME") ? name : word).toArray(String[]::new);
    }

    private static void refused(String message, String... args) {
        Shell.Result result = Shell.alone().run(args);
        assertAll(
                String.join(" ", args),
                () -> assertTrue(result.err().startsWith("gokafka: " + message), result.err()),
                () -> assertEquals(1, result.err().lines().count(), result.err()),
                () -> assertEquals("", result.out()),
                () -> assertEquals(2, result.code()));
    }
}

package io.gokafka.harness.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.harness.net.Network.Listener;
import io.gokafka.harness.net.Network.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerLogsTest {
    private static final Listener NOWHERE = Listener.at("127.0.0.1:1");

    @TempDir
    Path folder;

    private Node node(String... lines) throws IOException {
        Node node = new Node(
                new Layout(folder, folder, List.of(), Map.of(), _ -> new NodeStorage("file", List.of(), false)),
                new Place(1, List.of(), NOWHERE, NOWHERE, NOWHERE, NOWHERE));
        Files.write(node.log(), List.of(lines));
        return node;
    }

    @Test
    void anErrorOfABrokerWhoseDiskIsInOrderIsFound() throws IOException {
        Node node = node("12:00 INFO  x: fine", "12:01 ERROR group.Replica: replica of t-0 has failed");
        List<String> errors = BrokerLogs.errors(List.of(node));
        assertEquals(1, errors.size());
        assertTrue(errors.getFirst().contains("has failed"));
    }

    private static void log(Node node, String line) throws IOException {
        Files.writeString(node.log(), line + "\n", StandardOpenOption.APPEND);
    }

    @Test
    void anErrorIsExplainedByABadDiskOnlyWhileItIsBad() throws IOException {
        Node node = node("12:00 ERROR x: before, with a letter of two bytes: \u00e4");
        Excuse excuse = node.suspect();
        log(node, "12:01 ERROR x: meanwhile");
        excuse.end();
        log(node, "12:02 ERROR x: between");
        node.complains();
        log(node, "12:03 ERROR x: of a fault that lasts to the end");

        List<String> errors = BrokerLogs.errors(List.of(node));

        assertEquals(2, errors.size(), errors::toString);
        assertTrue(errors.getFirst().endsWith("before, with a letter of two bytes: \u00e4"));
        assertTrue(errors.getLast().endsWith("between"));
    }

    @Test
    void oneFaultThatEndsDoesNotEndTheExcuseOfAnother() throws IOException {
        Node node = node();
        Excuse first = node.suspect();
        Excuse second = node.complains();
        first.end();
        log(node, "12:01 ERROR x: of the second");
        second.end();
        second.end();
        log(node, "12:02 ERROR x: after both");
        List<String> errors = BrokerLogs.errors(List.of(node));
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.getFirst().endsWith("after both"));
    }

    @Test
    void aBrokerMayEndUntilItsDiskIsMended() throws IOException {
        Node node = node();
        assertFalse(node.mayEnd());
        node.complains();
        assertFalse(node.mayEnd(), "to complain is not to end");
        Excuse excuse = node.suspect();
        assertTrue(node.mayEnd());
        excuse.end();
        assertFalse(node.mayEnd());
    }

    @Test
    void aBrokerThatIsNotReadyWhenItsDiskGetsFullMayEnd() throws IOException {
        Node node = node();
        Excuse excuse = node.complainsOfFullDisk();
        assertTrue(node.mayEnd());
        excuse.end();
        assertFalse(node.mayEnd());
    }

    @Test
    void clientsAreToldOfABadDiskWhileItIsBad() throws IOException {
        Node node = node();
        long before = System.nanoTime() - 1;
        Excuse excuse = node.suspect();
        long meanwhile = System.nanoTime();
        excuse.end();
        long after = System.nanoTime() + 1;
        assertFalse(node.wasExcused(before));
        assertTrue(node.wasExcused(meanwhile));
        assertFalse(node.wasExcused(after));
    }

    @Test
    void scrubsThatMetNothingAreCountedFromTheLastOneThatDid() throws IOException {
        Node node = node(scrub(0, 0));
        long from = Files.size(node.log());
        assertEquals(0, BrokerLogs.cleanScrubs(node, from), "what was told before does not count");
        log(node, scrub(0, 0));
        log(node, "12:00 INFO  x: fine");
        log(node, scrub(0, 0));
        assertEquals(2, BrokerLogs.cleanScrubs(node, from));
        log(node, scrub(1, 0));
        assertEquals(0, BrokerLogs.cleanScrubs(node, from), "a log was damaged");
        log(node, scrub(0, 0));
        log(node, scrub(0, 10));
        assertEquals(0, BrokerLogs.cleanScrubs(node, from), "logs could not be read");
        log(node, scrub(0, 0));
        assertEquals(1, BrokerLogs.cleanScrubs(node, from));
    }

    private static String scrub(int damaged, int unread) {
        return "12:00 INFO  hosting.Scrub: looked for damage since 2026-01-01T00:00:00Z: 9 logs with 10 bytes were read to their end, "
                + damaged + " were damaged, " + unread + " could not be read";
    }

    @Test
    void aConnectionThatEndsIsNoError() throws IOException {
        Node node = node("12:01 ERROR null: JGRP000030: node2: failed handling incoming message");
        assertEquals(List.of(), BrokerLogs.errors(List.of(node)));
    }
}

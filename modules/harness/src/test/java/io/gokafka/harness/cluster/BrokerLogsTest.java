package io.gokafka.harness.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.harness.net.Network.Listener;
import io.gokafka.harness.net.Network.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void anErrorThatABadDiskExplainsIsNone() throws IOException {
        Node node = node("12:01 ERROR group.Replica: replica of t-0 has failed");
        node.suspect();
        assertEquals(List.of(), BrokerLogs.errors(List.of(node)));
    }

    @Test
    void aConnectionThatEndsIsNoError() throws IOException {
        Node node = node("12:01 ERROR null: JGRP000030: node2: failed handling incoming message");
        assertEquals(List.of(), BrokerLogs.errors(List.of(node)));
    }
}

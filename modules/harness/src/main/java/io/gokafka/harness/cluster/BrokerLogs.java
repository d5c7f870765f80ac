package io.gokafka.harness.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks through what brokers have logged for what should not be there. */
public final class BrokerLogs {
    private static final int KEPT = 5;

    private BrokerLogs() {}

    /** Errors of brokers whose disks were in order: a broker that fails for another reason has a defect. */
    public static List<String> errors(List<Node> nodes) throws IOException {
        List<String> found = new ArrayList<>();
        for (Node node : nodes) {
            if (!node.isSuspect() && Files.exists(node.log())) {
                found.addAll(errors(node));
            }
        }
        return found;
    }

    private static List<String> errors(Node node) throws IOException {
        try (Stream<String> lines = Files.lines(node.log())) {
            return lines.filter(BrokerLogs::isError)
                    .limit(KEPT)
                    .map(l -> node.id() + " logged: " + l)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** JGroups calls it an error when a peer's connection ends in the middle of a message. */
    private static boolean isError(String line) {
        return (line.contains(" ERROR ") && !line.contains(" JGRP0"))
                || line.contains("OutOfMemoryError")
                || line.startsWith("Exception in thread");
    }
}

package io.gokafka.harness.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks through what brokers have logged: for what should not be there, and for what is waited for. */
public final class BrokerLogs {
    private static final int KEPT = 5;

    private BrokerLogs() {}

    /** Errors of brokers while their disks were in order: a broker that fails for another reason has a defect. */
    public static List<String> errors(List<Node> nodes) throws IOException {
        List<String> found = new ArrayList<>();
        for (Node node : nodes) {
            List<String> ofNode = new ArrayList<>();
            LogLines.forEach(node.log(), 0, (position, line) -> {
                if (ofNode.size() < KEPT && isError(line) && !node.isExcusedInLog(position)) {
                    ofNode.add(node.id() + " logged: " + line);
                }
            });
            found.addAll(ofNode);
        }
        return found;
    }

    /**
     * How often in succession a broker has told at last that it has looked for damage, has met none, and could read everything.
     *
     * @param from a size that the log had: what it told before does not count
     */
    public static int cleanScrubs(Node node, long from) throws IOException {
        AtomicInteger count = new AtomicInteger();
        LogLines.forEach(node.log(), from, (_, line) -> {
            if (line.contains("looked for damage since")) {
                boolean clean = line.endsWith(", 0 were damaged, 0 could not be read");
                count.set(clean ? count.get() + 1 : 0);
            }
        });
        return count.get();
    }

    /** JGroups calls it an error when a peer's connection ends in the middle of a message. */
    private static boolean isError(String line) {
        return (line.contains(" ERROR ") && !line.contains(" JGRP0"))
                || line.contains("OutOfMemoryError")
                || line.startsWith("Exception in thread");
    }
}

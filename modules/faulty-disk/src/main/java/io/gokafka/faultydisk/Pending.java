package io.gokafka.faultydisk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes that are not durable yet, by node and in their order; what the entries of a journal amount to.
 *
 * <p>For one thread at a time.
 */
final class Pending {
    /** @param failedUpTo the serial number up to which a force has failed; 0 when none did */
    private record Node(Deque<Change> changes, long failedUpTo) {}

    private final Map<Long, Node> nodes = new HashMap<>();
    private long lastSerial;

    /** Applies an entry; returns the serial numbers under which nothing has to be kept aside any more. */
    List<Long> apply(Entry entry) {
        List<Long> freed = new ArrayList<>();
        switch (entry) {
            case Entry.Made(Change change) -> add(change);
            case Entry.Cancelled(long node, long serial) -> cancel(node, serial);
            case Entry.Durable(long node, long serial) -> durable(node, serial, freed);
            case Entry.Failed(long node, long serial) ->
                nodes.computeIfPresent(node, (id, known) -> new Node(known.changes(), serial));
        }
        return freed;
    }

    private void add(Change change) {
        nodes.computeIfAbsent(change.node(), id -> new Node(new ArrayDeque<>(), 0))
                .changes()
                .add(change);
        lastSerial = Math.max(lastSerial, change.serial());
    }

    private void cancel(long node, long serial) {
        Node known = nodes.get(node);
        if (known != null && known.changes().getLast().serial() == serial) {
            known.changes().removeLast();
            removeIfEmpty(node, known);
        }
    }

    private void durable(long node, long serial, List<Long> freed) {
        Node known = nodes.get(node);
        if (known == null
                || (known.failedUpTo() > 0 && !Rewritten.since(known.changes(), known.failedUpTo(), serial))) {
            return;
        }
        while (!known.changes().isEmpty() && known.changes().getFirst().serial() <= serial) {
            free(known.changes().removeFirst(), freed);
        }
        nodes.put(node, new Node(known.changes(), 0));
        removeIfEmpty(node, known);
    }

    private void removeIfEmpty(long node, Node known) {
        if (known.changes().isEmpty()) {
            nodes.remove(node);
        }
    }

    /** A change cannot be undone any more: what it removed is gone for good, and all that is pending of that. */
    private void free(Change change, List<Long> freed) {
        if (change instanceof Change.Delete delete) {
            freed.add(delete.serial());
            forget(delete.child(), freed);
        } else if (change instanceof Change.Rename rename && rename.replaced() != 0) {
            freed.add(rename.serial());
            forget(rename.replaced(), freed);
        }
    }

    private void forget(long node, List<Long> freed) {
        Node known = nodes.remove(node);
        if (known != null) {
            known.changes().forEach(change -> free(change, freed));
        }
    }

    /** Of a node, oldest first. */
    List<Change> of(long node) {
        Node known = nodes.get(node);
        return known == null ? List.of() : List.copyOf(known.changes());
    }

    /** The serial number of a node's last change, 0 when it has none. */
    long lastOf(long node) {
        Node known = nodes.get(node);
        return known == null ? 0 : known.changes().getLast().serial();
    }

    long lastSerial() {
        return lastSerial;
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** The nodes whose content has changed. */
    List<Long> files() {
        return nodesOf(Change.OfContent.class);
    }

    /** The nodes in which names have changed. */
    List<Long> directories() {
        return nodesOf(Change.OfName.class);
    }

    private List<Long> nodesOf(Class<? extends Change> type) {
        return nodes.entrySet().stream()
                .filter(entry -> type.isInstance(entry.getValue().changes().getFirst()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Entries that amount to the same, for a shorter journal. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        nodes.values().stream()
                .flatMap(node -> node.changes().stream())
                .sorted(Comparator.comparingLong(Change::serial))
                .forEach(change -> entries.add(new Entry.Made(change)));
        nodes.forEach((id, node) -> {
            if (node.failedUpTo() > 0) {
                entries.add(new Entry.Failed(id, node.failedUpTo()));
            }
        });
        return entries;
    }
}

package io.gokafka.consensus.jgroups.group;

import io.gokafka.consensus.jgroups.wire.Chunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The latest entries as they were sent, so that replicas that keep up are fed without reading. For the group's thread. */
final class TailCache {
    private final int maxBytes;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private final Map<Long, Chunk> byFirst = new HashMap<>();
    private long bytes;

    TailCache(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(Chunk chunk) {
        chunks.addLast(chunk);
        byFirst.put(chunk.first(), chunk);
        bytes += chunk.length();
        while (bytes > maxBytes && chunks.size() > 1) {
            removeFirst();
        }
    }

    /** The chunk that begins at an index. */
    Optional<Chunk> from(long first) {
        return Optional.ofNullable(byFirst.get(first));
    }

    /** Everybody has the entries up to an index. */
    void dropUpTo(long index) {
        while (!chunks.isEmpty() && chunks.getFirst().last() <= index) {
            removeFirst();
        }
    }

    private void removeFirst() {
        Chunk gone = chunks.removeFirst();
        byFirst.remove(gone.first());
        bytes -= gone.length();
    }
}

package io.gokafka.broker.state;

import io.gokafka.api.record.Record;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often each key was written. */
final class CountingState implements ReplicatedState {
    static final String POISON = "poison";

    final Map<String, Integer> counts = new TreeMap<>();

    @Override
    public void replay(Record record) {
        if (POISON.equals(record.keyText())) {
            throw new IllegalStateException("a record that cannot be understood");
        }
        counts.merge(Objects.requireNonNull(record.keyText()), 1, Integer::sum);
    }

    int of(String key) {
        return counts.getOrDefault(key, 0);
    }

    /** One more of a key; the answer is what it will be. */
    Decision<Integer> add(String key) {
        StateRecord record = new StateRecord(key.getBytes(StandardCharsets.UTF_8), new byte[0]);
        return new Decision<>(List.of(record), of(key) + 1);
    }

    @Override
    public byte[] image() {
        return counts.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void restore(byte[] image) {
        counts.clear();
        Arrays.stream(new String(image, StandardCharsets.UTF_8).split("\n"))
                .filter(line -> !line.isEmpty())
                .map(line -> line.split("="))
                .forEach(pair -> counts.put(pair[0], Integer.parseInt(pair[1])));
    }
}

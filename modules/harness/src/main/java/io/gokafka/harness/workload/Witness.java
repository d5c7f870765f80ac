package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down what one consumer reads, and nothing that it has not seen. For one thread. */
final class Witness {
    private final Run run;
    private final String client;
    private final Map<TopicPartition, Long> next = new HashMap<>();

    Witness(Run run, String client) {
        this.run = run;
        this.client = client;
    }

    String client() {
        return client;
    }

    /** The consumer begins at an offset. */
    void positioned(TopicPartition partition, long offset) {
        next.put(partition, offset);
        run.history().add(new Event.Positioned(run.history().now(), client, partition, offset));
    }

    /** The consumer does not read the partition any more. */
    void gone(TopicPartition partition) {
        next.remove(partition);
    }

    /** The offset after the last one that was read, by partition. */
    Map<TopicPartition, Long> next() {
        return next;
    }

    /** The consumer was given records. */
    void saw(List<Reading.Seen> records) {
        records.forEach(this::saw);
    }

    private void saw(Reading.Seen seen) {
        try {
            Value value = Payload.parse(seen.value());
            next.put(seen.partition(), seen.offset() + 1);
            run.history().add(new Event.Read(run.history().now(), client, seen.partition(), seen.offset(), value));
        } catch (IllegalArgumentException e) {
            run.problems()
                    .wrong(client, "read at " + seen.offset() + " of " + seen.partition() + ": " + e.getMessage());
        }
    }
}

package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one rule found: the first violations in full, of the rest only how many. So a run that broke entirely fits in memory. */
public final class Findings {
    /** How many violations of a rule are kept. */
    public static final int KEPT = 25;

    private final String rule;
    private final List<Violation> kept = new ArrayList<>();
    private long count;

    Findings(String rule) {
        this.rule = rule;
    }

    /** Adds a violation; of {@code window} those that are null or there twice are left out. */
    void add(TopicPartition partition, long offset, String message, @Nullable Event... window) {
        count++;
        if (kept.size() < KEPT) {
            List<Event> events = Stream.of(window)
                    .filter(Objects::nonNull)
                    .distinct()
                    .sorted(Comparator.comparingLong(Event::at))
                    .toList();
            kept.add(new Violation(rule, partition, offset, message, events));
        }
    }

    /** All violations, kept or not. */
    long count() {
        return count;
    }

    List<Violation> kept() {
        return kept;
    }
}

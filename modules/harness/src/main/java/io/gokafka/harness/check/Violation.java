package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import java.util.List;

/**
 * A promise that was broken, with what shows it.
 *
 * @param rule the {@linkplain Rule#name() name} of the rule
 * @param offset where in the partition to look, or -1 when there is no such place
 * @param message what is wrong, for people
 * @param window the fewest events that show it, in the order of their times
 */
public record Violation(String rule, TopicPartition partition, long offset, String message, List<Event> window) {}

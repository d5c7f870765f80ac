package io.gokafka.client.consumer;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.StartFrom;
import io.gokafka.client.cluster.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Finds the offsets at which to go on reading, on threads of its own.
 *
 * <p>For the consumer's thread.
 */
final class Positioner {
    private final ConsumerConfig config;
    private final Caller caller;
    private final Consumer<Event> events;

    Positioner(ConsumerConfig config, Caller caller, Consumer<Event> events) {
        this.config = config;
        this.caller = caller;
        this.events = events;
    }

    private record Lookup(PartitionState state, int generation, StartRule rule) {
        TopicPartition partition() {
            return state.partition();
        }
    }

    /** Starts to look for the positions that are not known. */
    void position(Collection<PartitionState> partitions) {
        List<Lookup> committed = new ArrayList<>();
        for (PartitionState state : partitions) {
            Optional<StartRule> rule = state.rule();
            if (rule.isEmpty() || !state.needsPosition()) {
                continue;
            }
            state.begin();
            Lookup lookup = new Lookup(state, state.generation(), rule.get());
            if (lookup.rule() instanceof StartRule.Committed && config.group().isPresent()) {
                committed.add(lookup);
            } else {
                start(lookup, () -> offset(lookup));
            }
        }
        if (!committed.isEmpty()) {
            Thread.startVirtualThread(() -> readCommitted(config.group().orElseThrow(), committed));
        }
    }

    private void readCommitted(String group, List<Lookup> lookups) {
        List<TopicPartition> partitions =
                lookups.stream().map(Lookup::partition).toList();
        Map<TopicPartition, CommittedOffset> offsets;
        try {
            offsets = caller.coordinatorOf(group, new FetchOffsets(group, Optional.of(partitions)))
                    .offsets();
        } catch (RuntimeException e) {
            lookups.forEach(l -> events.accept(new Event.NotPositioned(l.state(), l.generation(), e)));
            return;
        }
        for (Lookup lookup : lookups) {
            CommittedOffset found = offsets.get(lookup.partition());
            if (found == null || found.offset() < 0) {
                start(lookup, () -> offset(lookup));
            } else {
                events.accept(new Event.Positioned(lookup.state(), lookup.generation(), found.offset()));
            }
        }
    }

    private void start(Lookup lookup, LongSupplier offset) {
        Thread.startVirtualThread(() -> {
            Event event;
            try {
                event = new Event.Positioned(lookup.state(), lookup.generation(), offset.getAsLong());
            } catch (RuntimeException e) {
                event = new Event.NotPositioned(lookup.state(), lookup.generation(), e);
            }
            events.accept(event);
        });
    }

    private long offset(Lookup lookup) {
        return switch (lookup.rule()) {
            case StartRule.Earliest() -> earliest(lookup.partition());
            case StartRule.Latest() -> latest(lookup.partition());
            case StartRule.Committed() -> configured(lookup.partition());
            case StartRule.Recheck(long offset, boolean isSought) -> recheck(lookup.partition(), offset, isSought);
        };
    }

    private long recheck(TopicPartition partition, long offset, boolean isSought) {
        long first = earliest(partition);
        long end = latest(partition);
        if (offset >= first && offset <= end) {
            return offset;
        }
        if (isSought) {
            throw new RequestException(
                    ErrorCode.OFFSET_OUT_OF_RANGE,
                    "offset " + offset + " of " + partition + " is out of range: there are " + first + " to " + end);
        }
        return config.startFrom() == StartFrom.EARLIEST ? first : end;
    }

    private long configured(TopicPartition partition) {
        return config.startFrom() == StartFrom.EARLIEST ? earliest(partition) : latest(partition);
    }

    private long earliest(TopicPartition partition) {
        return offset(partition, new ListOffsets.Query.Earliest());
    }

    private long latest(TopicPartition partition) {
        return offset(partition, new ListOffsets.Query.Latest());
    }

    private long offset(TopicPartition partition, ListOffsets.Query query) {
        return caller.leaderOf(partition, new ListOffsets(partition.topic(), partition.partition(), query))
                .offset();
    }
}

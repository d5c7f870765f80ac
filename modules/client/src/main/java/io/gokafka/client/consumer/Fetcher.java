package io.gokafka.client.consumer;

import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.ReadFrom;
import io.gokafka.client.cluster.Cluster;
import io.gokafka.client.cluster.Leader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Reads ahead: one long poll a broker, in bounded memory. Requests run, and answers are decoded, on threads of their own.
 *
 * <p>For the consumer's thread.
 */
final class Fetcher {
    /** A broker that takes so much longer than it was asked to wait is given up on; the read can be repeated anywhere. */
    private static final Duration MAX_DELAY = Duration.ofSeconds(5);

    private final ConsumerConfig config;
    private final Cluster cluster;
    private final Duration timeout;
    private final Consumer<Event> events;
    private final Map<HostPort, Integer> inProgress = new HashMap<>();
    private final boolean isAnyReplica;
    /** Consumers begin with different brokers. */
    private final int firstTurn = ThreadLocalRandom.current().nextInt(1 << 16);

    private long reserved;

    /** Whom to ask. */
    private record Place(HostPort broker, Optional<Leader> leader) {}

    Fetcher(ConsumerConfig config, ClientConfig client, Cluster cluster, Consumer<Event> events) {
        this.config = config;
        this.cluster = cluster;
        Duration delay = client.requestTimeout().compareTo(MAX_DELAY) < 0 ? client.requestTimeout() : MAX_DELAY;
        this.timeout = config.fetchMaxWait().plus(delay);
        this.events = events;
        this.isAnyReplica = config.readFrom() == ReadFrom.ANY_REPLICA;
    }

    /** Asks for what may be asked for now; those of which no broker is known are passed to {@code leaderless}. */
    void fetch(Collection<PartitionState> partitions, Consumer<PartitionState> leaderless) {
        long buffered = 0;
        Map<HostPort, List<Event.Wanted>> byBroker = new LinkedHashMap<>();
        for (PartitionState state : partitions) {
            buffered += state.buffered();
            if (state.canFetch()) {
                place(state).ifPresentOrElse(p -> want(state, p, byBroker), () -> leaderless.accept(state));
            }
        }
        int share = Math.max(1, config.fetchMaxBytes() / 2 / brokers(byBroker.keySet()));
        for (Map.Entry<HostPort, List<Event.Wanted>> entry : byBroker.entrySet()) {
            boolean hasRoom = buffered + reserved + share <= config.fetchMaxBytes() || buffered + reserved == 0;
            if (hasRoom) {
                start(entry.getKey(), entry.getValue(), share);
            }
        }
    }

    /** How many brokers share the memory: those that are asked now and those that were. */
    private int brokers(Set<HostPort> asked) {
        Set<HostPort> all = new HashSet<>(asked);
        inProgress.forEach((broker, count) -> {
            if (count > 0) {
                all.add(broker);
            }
        });
        return Math.max(1, all.size());
    }

    /** A fetch has ended. */
    void ended(Event.Fetched fetched) {
        reserved -= fetched.reserved();
        inProgress.merge(fetched.broker(), -1, Integer::sum);
    }

    private Optional<Place> place(PartitionState state) {
        return switch (config.readFrom()) {
            case LEADER -> cluster.leader(state.partition()).map(l -> new Place(l.address(), Optional.of(l)));
            case ANY_REPLICA ->
                cluster.replica(state.partition(), firstTurn + state.turn()).map(a -> new Place(a, Optional.empty()));
        };
    }

    private void want(PartitionState state, Place place, Map<HostPort, List<Event.Wanted>> byBroker) {
        // A partition that is new, or was sought, does not wait for the long poll of the others to end.
        if (state.isUrgent() || inProgress.getOrDefault(place.broker(), 0) == 0) {
            byBroker.computeIfAbsent(place.broker(), _ -> new ArrayList<>())
                    .add(new Event.Wanted(state, state.generation(), state.fetchOffset(), place.leader()));
        }
    }

    private void start(HostPort broker, List<Event.Wanted> wanted, int share) {
        wanted.forEach(w -> w.state().begin());
        reserved += share;
        inProgress.merge(broker, 1, Integer::sum);
        Thread.ofVirtual()
                .name("gokafka-fetch-" + broker)
                .start(() -> events.accept(new Event.Fetched(broker, share, ask(broker, wanted, share))));
    }

    private List<Event.Part> ask(HostPort broker, List<Event.Wanted> wanted, int share) {
        List<Fetch.Partition> partitions =
                wanted.stream().map(w -> partition(w, share)).toList();
        Fetch request = new Fetch(partitions, 1, share, config.fetchMaxWait(), isAnyReplica);
        try (Fetch.Result result = cluster.connections().call(broker, request, timeout)) {
            return parts(wanted, result);
        } catch (RequestException e) {
            return failed(wanted, e.failure());
        } catch (RuntimeException e) {
            return failed(wanted, Failure.of(ErrorCode.INTERNAL, "reading an answer failed: " + e));
        }
    }

    private Fetch.Partition partition(Event.Wanted wanted, int share) {
        TopicPartition partition = wanted.state().partition();
        int max = Math.min(share, config.partitionMaxBytes());
        return new Fetch.Partition(partition.topic(), partition.partition(), wanted.offset(), max);
    }

    private static List<Event.Part> parts(List<Event.Wanted> wanted, Fetch.Result result) {
        if (result.partitions().size() != wanted.size()) {
            return failed(
                    wanted, Failure.of(ErrorCode.INTERNAL, "the answer has other partitions than were asked for"));
        }
        List<Event.Part> parts = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            parts.add(part(wanted.get(i), result.partitions().get(i)));
        }
        return parts;
    }

    private static Event.Part part(Event.Wanted wanted, Fetch.PartitionResult result) {
        if (result.failure().isPresent()) {
            return new Event.Part.Failed(wanted, result.failure().get());
        }
        try {
            return new Event.Part.Records(wanted, Chunk.decode(result.records().toBuffer(), wanted.offset()));
        } catch (InvalidBatchException e) {
            String where = wanted.state().partition() + " from offset " + wanted.offset();
            return new Event.Part.Failed(wanted, Failure.of(ErrorCode.CORRUPT_BATCH, where + ": " + e.getMessage()));
        }
    }

    private static List<Event.Part> failed(List<Event.Wanted> wanted, Failure why) {
        return wanted.stream()
                .<Event.Part>map(w -> new Event.Part.Failed(w, why))
                .toList();
    }
}

package io.gokafka.client.consumer;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.ConsumerRecord;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.ReadFrom;
import io.gokafka.client.cluster.Backoff;
import io.gokafka.client.cluster.Blocking;
import io.gokafka.client.cluster.Caller;
import io.gokafka.client.cluster.Cluster;
import io.gokafka.client.cluster.Deadline;
import io.gokafka.client.cluster.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads a set of partitions: keeps the state of each, and acts on what other threads tell of it.
 *
 * <p>For the consumer's thread, but for {@link #wakeup} and {@link #nudge}.
 */
final class Reader {
    private final ConsumerConfig config;
    private final Duration patience;
    private final Cluster cluster;
    private final Backoff backoff;
    private final Map<TopicPartition, PartitionState> states = new LinkedHashMap<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Map<TopicPartition, Trouble> troubles = new LinkedHashMap<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicBoolean nudged = new AtomicBoolean();
    private final Fetcher fetcher;
    private final Positioner positioner;

    /** What has to be reported, unless the application goes on elsewhere before it is. */
    private record Trouble(PartitionState state, int generation, RuntimeException why) {}

    Reader(ConsumerConfig config, ClientConfig client, Cluster cluster, Caller caller, Backoff backoff) {
        this.config = config;
        this.patience = client.operationTimeout();
        this.cluster = cluster;
        this.backoff = backoff;
        this.fetcher = new Fetcher(config, client, cluster, events::add);
        this.positioner = new Positioner(config, caller, events::add);
    }

    Set<TopicPartition> partitions() {
        return states.keySet();
    }

    /** Begins to read partitions, from the committed offset if there is one; those that are read already stay as they are. */
    void add(Collection<TopicPartition> partitions) {
        partitions.forEach(p -> states.computeIfAbsent(p, tp -> new PartitionState(tp, new StartRule.Committed())));
    }

    /** Stops to read all other partitions. */
    void keepOnly(Collection<TopicPartition> partitions) {
        states.keySet().retainAll(Set.copyOf(partitions));
    }

    void seek(TopicPartition partition, long offset) {
        state(partition).seek(offset);
    }

    void seek(TopicPartition partition, StartRule rule) {
        state(partition).seek(rule);
    }

    OptionalLong position(TopicPartition partition) {
        return state(partition).position();
    }

    /** The positions that are known. */
    Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        states.values().forEach(s -> s.position().ifPresent(offset -> positions.put(s.partition(), offset)));
        return positions;
    }

    /** Takes what has been read ahead, as much as a poll may return, and has more read ahead. */
    List<ConsumerRecord> take() {
        handleAll();
        List<ConsumerRecord> records = new ArrayList<>();
        Optional<PartitionState> last = Optional.empty();
        for (PartitionState state : states.values()) {
            int before = records.size();
            state.drain(records, config.maxPollRecords());
            last = records.size() > before ? Optional.of(state) : last;
        }
        last.ifPresent(this::moveToEnd);
        ask();
        return records;
    }

    /** Throws what has to be reported, once. */
    void throwFailure() {
        states.values().forEach(this::noteLongFailure);
        Trouble first = null;
        for (Iterator<Trouble> each = troubles.values().iterator(); each.hasNext() && first == null; ) {
            Trouble next = each.next();
            each.remove();
            first = isCurrent(next.state(), next.generation()) ? next : null;
        }
        if (first != null) {
            throw first.why();
        }
    }

    private void report(PartitionState state, RuntimeException why) {
        troubles.put(state.partition(), new Trouble(state, state.generation(), why));
    }

    /** Waits until something happens or should be tried again, and acts on it. */
    void await(long nanos) {
        ask();
        long wait = nanos;
        for (PartitionState state : states.values()) {
            if (state.nanosUntilRetry() > 0) {
                wait = Math.min(wait, state.nanosUntilRetry());
            }
        }
        try {
            Event event = events.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
            if (event != null) {
                handle(event);
            }
        } catch (InterruptedException e) {
            throw Blocking.interrupted("records");
        }
    }

    void nudge() {
        if (nudged.compareAndSet(false, true)) {
            events.add(new Event.Nudge());
        }
    }

    void wakeup() {
        woken.set(true);
        nudge();
    }

    /** Whether a wait was ended early; that counts once. */
    boolean isWoken() {
        return woken.compareAndSet(true, false);
    }

    private void ask() {
        positioner.position(states.values());
        fetcher.fetch(states.values(), this::leaderless);
    }

    private void leaderless(PartitionState state) {
        Failure why = Failure.of(ErrorCode.NO_LEADER, state.partition() + " has no leader at the moment");
        state.failed(why.toException(), backoff, false);
        cluster.refreshInBackground();
    }

    private void handleAll() {
        Event event = events.poll();
        while (event != null) {
            handle(event);
            event = events.poll();
        }
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Nudge() -> nudged.set(false); // whoever waits looks around
            case Event.Fetched fetched -> {
                fetcher.ended(fetched);
                fetched.parts().forEach(this::handle);
            }
            case Event.Positioned(PartitionState state, int generation, long offset) -> {
                if (isCurrent(state, generation)) {
                    state.positioned(offset);
                }
            }
            case Event.NotPositioned(PartitionState state, int generation, RuntimeException why) -> {
                if (isCurrent(state, generation)) {
                    state.failed(why, backoff, false);
                    report(state, why); // it was retried for as long as an operation may take
                }
            }
        }
    }

    private void handle(Event.Part part) {
        if (!isCurrent(part.wanted().state(), part.wanted().generation())) {
            return;
        }
        switch (part) {
            case Event.Part.Records(Event.Wanted wanted, Chunk chunk) -> {
                wanted.state().add(chunk);
                if (isAnyReplica() && chunk.nextOffset() <= wanted.offset()) {
                    wanted.state().askAnother();
                }
            }
            case Event.Part.Failed(Event.Wanted wanted, Failure why) -> failed(wanted, why);
        }
    }

    private void failed(Event.Wanted wanted, Failure why) {
        PartitionState state = wanted.state();
        boolean isHinted = why.leader().isPresent() && !isAnyReplica();
        state.failed(why.toException(), backoff, isHinted || isAnyReplica()); // there may be another to ask
        if (why.code() == ErrorCode.OFFSET_OUT_OF_RANGE) {
            state.recheck();
        } else if (isAnyReplica() && why.code() == ErrorCode.UNKNOWN_PARTITION) {
            cluster.refreshInBackground(); // a follower may not have heard of it yet; if nobody has, that is reported
            // in time
        } else if (!why.code().isRetriable()) {
            report(state, why.toException());
        } else if (Outcomes.asksForAnother(why.code())) {
            wanted.leader().ifPresent(asked -> cluster.failed(state.partition(), asked, why));
            if (!isHinted) {
                cluster.refreshInBackground();
            }
        }
    }

    private boolean isAnyReplica() {
        return config.readFrom() == ReadFrom.ANY_REPLICA;
    }

    private void noteLongFailure(PartitionState state) {
        state.takeFailure(Deadline.nanosOf(patience)).ifPresent(last -> {
            String code = last instanceof RequestException e ? e.code() + ": " : "";
            String what = state.partition() + " could not be read for " + patience.toMillis() + " ms: ";
            report(state, new OperationTimeoutException(what + code + last.getMessage(), last));
        });
    }

    private boolean isCurrent(PartitionState state, int generation) {
        return states.get(state.partition()) == state && state.generation() == generation;
    }

    /** The partition that came last this time is first asked last next time, so that none is left out. */
    private void moveToEnd(PartitionState state) {
        states.remove(state.partition());
        states.put(state.partition(), state);
    }

    private PartitionState state(TopicPartition partition) {
        PartitionState state = states.get(partition);
        if (state == null) {
            throw new IllegalStateException(partition + " is not assigned: assigned are " + states.keySet());
        }
        return state;
    }
}

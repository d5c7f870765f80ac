package io.gokafka.client.cluster;

import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.ClientConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as this client sees it: its brokers, and who leads which partition.
 *
 * <p><b>Threading.</b> Safe for use by several threads. One refresh runs at a time; those who want one share it.
 */
public final class Cluster {
    private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** Longer than a refresh takes while a broker is alive; those who wait have a retry loop around it. */
    private static final Duration REFRESH_WAIT = Duration.ofSeconds(1);

    private final Connections connections;
    private final List<HostPort> bootstrap;
    private final String endpoint;
    private final MetadataCache cache;
    private final HedgedAsk hedged;
    private final long restNanos;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final Object refreshLock = new Object();
    private @Nullable CompletableFuture<Boolean> refresh;
    private long refreshedAt;

    /** A cluster of which nothing is known but where to ask. */
    public Cluster(Connections connections, ClientConfig config, String endpoint, Backoff backoff) {
        this.connections = connections;
        this.bootstrap = config.bootstrapServers();
        this.endpoint = endpoint;
        this.cache = new MetadataCache(endpoint);
        this.hedged = new HedgedAsk(connections, config.requestTimeout());
        this.restNanos = Math.min(Deadline.nanosOf(config.minBackoff()), backoff.nanosAfter(1));
        this.refreshedAt = System.nanoTime() - restNanos;
    }

    /** The connections to its brokers. */
    public Connections connections() {
        return connections;
    }

    /** The name of the addresses that can be connected to, in a broker's description. */
    public String endpoint() {
        return endpoint;
    }

    /** Where to ask, in this order: another first one each time, those that failed lately last. Never empty. */
    public List<HostPort> addresses() {
        Set<HostPort> all = new LinkedHashSet<>(bootstrap);
        all.addAll(cache.addresses());
        List<HostPort> order = new ArrayList<>();
        List<HostPort> failed = new ArrayList<>();
        all.forEach(address -> (connections.failedLately(address) ? failed : order).add(address));
        if (!order.isEmpty()) {
            Collections.rotate(order, -Math.floorMod(turn.getAndIncrement(), order.size()));
        }
        order.addAll(failed);
        return order;
    }

    /** What is known of a topic without asking; when that is old, brokers are asked in the background. */
    public Optional<TopicView> known(String topic) {
        Optional<TopicView> view = cache.topic(topic);
        view.filter(v -> System.nanoTime() - v.loadedAt() > MAX_AGE_NANOS).ifPresent(_ -> refreshInBackground());
        return view;
    }

    /** Who leads a partition, as far as is known without asking; the next refresh asks for it. */
    public Optional<Leader> leader(TopicPartition partition) {
        Optional<TopicView> view = known(partition.topic());
        if (view.isEmpty()) {
            watched.add(partition.topic());
        }
        return view.flatMap(v -> v.leader(partition.partition()));
    }

    /**
     * A broker that keeps a partition, as far as is known without asking: another one for the next {@code turn}. Those that failed
     * lately are left out; when that leaves nobody, it is the leader.
     */
    public Optional<HostPort> replica(TopicPartition partition, int turn) {
        List<HostPort> able = known(partition.topic()).stream()
                .flatMap(v -> v.replicas(partition.partition()).stream())
                .filter(address -> !connections.failedLately(address))
                .toList();
        return able.isEmpty()
                ? leader(partition).map(Leader::address)
                : Optional.of(able.get(Math.floorMod(turn, able.size())));
    }

    /** Learns from a request that a supposed leader did not carry out. */
    public void failed(TopicPartition partition, Leader asked, Failure failure) {
        cache.doubt(partition, asked);
        failure.leader().ifPresent(leader -> cache.hint(partition, leader));
    }

    /**
     * Asks brokers, the first one that answers.
     *
     * @throws RequestException when none does
     */
    public Metadata.Result ask(Metadata request) {
        Metadata.Result result = hedged.ask(request, addresses());
        cache.merge(result, System.nanoTime());
        return result;
    }

    /** Brings what is known of the topics in use up to date, or tries to for a second. */
    public void refresh() {
        try {
            startRefresh().get(REFRESH_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw Blocking.interrupted("metadata");
        } catch (ExecutionException | TimeoutException e) {
            return; // the caller sees that nothing has changed, and tries again
        }
    }

    /** As {@link #refresh}, without waiting. */
    public void refreshInBackground() {
        CompletableFuture<Boolean> _ = startRefresh(); // who asks again sees what came of it
    }

    /** The refresh that runs, or one that has just ended, or a new one; completes with whether a broker answered. */
    private CompletableFuture<Boolean> startRefresh() {
        synchronized (refreshLock) {
            if (refresh != null && (!refresh.isDone() || System.nanoTime() - refreshedAt < restNanos)) {
                return refresh;
            }
            CompletableFuture<Boolean> started = new CompletableFuture<>();
            refresh = started;
            Thread.startVirtualThread(() -> refreshed(started));
            return started;
        }
    }

    private void refreshed(CompletableFuture<Boolean> done) {
        boolean answered = false;
        try {
            Set<String> topics = new LinkedHashSet<>(watched);
            topics.addAll(cache.topicNames());
            ask(new Metadata(List.copyOf(topics), false, false));
            answered = true;
        } catch (RequestException e) {
            answered = false; // those who wait find nothing new
        } finally {
            synchronized (refreshLock) {
                refreshedAt = System.nanoTime();
            }
            done.complete(answered);
        }
    }
}

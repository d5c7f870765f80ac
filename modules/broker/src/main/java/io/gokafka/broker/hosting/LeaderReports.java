package io.gokafka.broker.hosting;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.ReportLeaders;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.peer.MetadataLeader;
import io.gokafka.broker.thread.Worker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reports to the metadata which partitions this broker has come to lead, many at once. A report that fails is made again.
 *
 * <p>Threading: {@link #add} is cheap and for any thread; one worker reports.
 */
public final class LeaderReports implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LeaderReports.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 1000;

    private record Key(UUID topic, int partition) {}

    private final BrokerId self;
    private final ClusterMetadata metadata;
    private final MetadataLeader leader;
    private final Map<Key, ReportLeaders.Led> waiting = new LinkedHashMap<>();
    private final Worker worker;

    /** Starts the worker. */
    public LeaderReports(BrokerId self, ClusterMetadata metadata, MetadataLeader leader) {
        this.self = self;
        this.metadata = metadata;
        this.leader = leader;
        this.worker = Worker.start("leader-reports", INTERVAL, this::report);
    }

    /** Reports soon; a later term of the same partition replaces an earlier one. */
    void add(ReportLeaders.Led led) {
        synchronized (waiting) {
            waiting.put(new Key(led.topicId(), led.partition()), led);
        }
        worker.wake();
    }

    private void report() throws InterruptedException {
        List<ReportLeaders.Led> batch = take();
        if (batch.isEmpty()) {
            return;
        }
        ReportLeaders request = new ReportLeaders(self, batch);
        try {
            if (batch.size() == MOST_AT_ONCE) {
                worker.wake(); // there may be more
            }
            leader.applyRepeatable(request, () -> metadata.reportLeaders(request));
        } catch (RequestException e) {
            LOG.log(Level.DEBUG, "leaders not reported yet: {0}", e.getMessage());
            putBack(batch);
        }
    }

    private List<ReportLeaders.Led> take() {
        synchronized (waiting) {
            List<ReportLeaders.Led> batch = new ArrayList<>(
                    waiting.values().stream().limit(MOST_AT_ONCE).toList());
            batch.forEach(led -> waiting.remove(new Key(led.topicId(), led.partition())));
            return batch;
        }
    }

    private void putBack(List<ReportLeaders.Led> batch) {
        synchronized (waiting) {
            batch.forEach(led -> waiting.putIfAbsent(new Key(led.topicId(), led.partition()), led));
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}

package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.config.Settings;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.cluster.Backoff;
import io.gokafka.client.cluster.Cluster;
import io.gokafka.client.cluster.Connections;
import io.gokafka.client.cluster.Leader;
import io.gokafka.client.cluster.Outcomes;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;

/**
 * Produce requests without a producer around them: {@code acks=all}, not idempotent, one at a time, each sent once. So whatever a
 * broker answers is what became of the record, and a refusal can be taken at its word: no other attempt may have written it. Some
 * requests go to a broker that probably does not lead, which has to refuse them.
 */
final class RawSending implements Sending {
    /** One request in so many goes to any broker. */
    private static final int ASTRAY = 16;

    /** The broker is to answer that the time is up; only if it does not, we give up. */
    private static final Duration ANSWER_GRACE = Duration.ofMillis(250);

    private final Connections connections;
    private final Cluster cluster;
    private final Duration timeout;
    private final Random random;

    RawSending(String bootstrap, String name, ClientTimes times) {
        ClientTransportProvider provider =
                ServiceLoader.load(ClientTransportProvider.class).findFirst().orElseThrow();
        ClientConfig config = ClientConfig.of(bootstrap)
                .withClientId(name)
                .withRequestTimeout(times.request())
                .withOperationTimeout(times.operation());
        timeout = times.request();
        random = new Random(name.hashCode());
        connections = new Connections(provider.open(Settings.defaults()), name);
        Backoff backoff = new Backoff(config.minBackoff(), config.maxBackoff(), random);
        cluster = new Cluster(connections, config, provider.name(), backoff);
    }

    @Override
    public void send(TopicPartition partition, byte[] value, Receipt receipt) {
        long offset;
        try {
            offset = produce(partition, value);
        } catch (RuntimeException e) {
            receipt.failed(e);
            return;
        }
        receipt.acknowledged(offset);
    }

    private long produce(TopicPartition partition, byte[] value) {
        Leader target = target(partition);
        RecordBatch batch = new RecordBatchBuilder(value.length + 128)
                .append(System.currentTimeMillis(), null, value, List.of())
                .build();
        Produce request = new Produce(partition.topic(), partition.partition(), Acks.ALL, batch, timeout);
        try {
            return connections
                    .call(target.address(), request, timeout.plus(ANSWER_GRACE))
                    .baseOffset();
        } catch (RequestException e) {
            cluster.failed(partition, target, e.failure());
            if (e.failure().leader().isEmpty()) {
                cluster.refresh(); // for the next one; this also keeps us from being refused all the time
            }
            throw e;
        }
    }

    private Leader target(TopicPartition partition) {
        if (random.nextInt(ASTRAY) == 0) {
            return new Leader(cluster.addresses().getFirst(), 0, false);
        }
        return cluster.leader(partition).orElseGet(() -> {
            cluster.refresh();
            return cluster.leader(partition)
                    .orElseThrow(() -> new RequestException(ErrorCode.NO_LEADER, "nobody leads " + partition));
        });
    }

    /** Every answer that leaves no doubt counts. */
    @Override
    public boolean isRefusal(Throwable why) {
        return Errors.unwrapped(why) instanceof RequestException e && !Outcomes.mayHaveHappened(e.code());
    }

    @Override
    public void close() {
        connections.close();
    }

    @Override
    public void crash() {
        connections.close();
    }
}

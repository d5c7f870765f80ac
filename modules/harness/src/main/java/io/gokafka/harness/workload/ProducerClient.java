package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.History;
import io.gokafka.harness.history.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One producer, from its making to its end, which writes down what it sends and what it is told of it.
 *
 * <p>For one thread; what {@link Listener} is told comes on others.
 */
final class ProducerClient implements AutoCloseable {
    private final Run run;
    private final String name;
    private final int number;
    private final Mode mode;
    private final Sending sending;
    private final Map<TopicPartition, Long> sequences = new HashMap<>();
    private long sent;
    private volatile boolean isBroken;
    /**
     * Where it has given up a batch whose outcome is unknown. Kafka's client may then send the next ones as they are numbered, which a broker
     * must refuse: what they follow is not there, or of another epoch.
     */
    private final Set<TopicPartition> gaps = ConcurrentHashMap.newKeySet();

    private volatile boolean isCrashed;

    /** Is told what becomes of a record after it was written down; must not block. */
    interface Listener {
        /** Nobody listens. */
        Listener NONE = _ -> {};

        void settled(boolean acknowledged);
    }

    ProducerClient(Run run, String name, int number, Mode mode, Sending sending) {
        this.run = run;
        this.name = name;
        this.number = number;
        this.mode = mode;
        this.sending = sending;
    }

    /** A new one; its name begins with a role. */
    static ProducerClient open(
            Run run, String role, Protocol protocol, Mode mode, String bootstrap, ClientTimes times) {
        int number = run.nextProducer();
        String name = role + "-" + number;
        Sending sending = switch (protocol) {
            case GRPC ->
                mode == Mode.ALL
                        ? new RawSending(bootstrap, name, times)
                        : new GrpcSending(bootstrap, name, mode, times);
            case KAFKA -> new KafkaSending(bootstrap, name, mode, times);
        };
        return new ProducerClient(run, name, number, mode, sending);
    }

    /** Unique in a run; its events have it. */
    String name() {
        return name;
    }

    /** Sends the next value. */
    void send(TopicPartition partition, int padding) {
        send(partition, padding, Listener.NONE);
    }

    /** Sends the next value; the listener hears of it once. */
    void send(TopicPartition partition, int padding, Listener listener) {
        History history = run.history();
        Value value = new Value(number, sent++);
        long sequence = sequences.merge(partition, 1L, Long::sum) - 1;
        history.add(new Event.Sent(history.now(), name, partition, value, sequence, mode));
        sending.send(partition, Payload.of(value, padding), new Sending.Receipt() {
            @Override
            public void acknowledged(long offset) {
                history.add(new Event.Acknowledged(history.now(), name, partition, value, offset));
                listener.settled(true);
            }

            @Override
            public void failed(Throwable why) {
                boolean known = sending.isRefusal(why);
                history.add(new Event.Failed(history.now(), name, partition, value, known, Errors.reason(why)));
                note(partition, why);
                listener.settled(false);
            }
        });
    }

    /** Whether it has seen a failure after which an application would make a new one. */
    boolean isBroken() {
        return isBroken;
    }

    /** Ends as if it was killed. */
    void crash() {
        isCrashed = true;
        sending.crash();
    }

    @Override
    public void close() {
        sending.close();
    }

    private void note(TopicPartition partition, Throwable why) {
        if (isCrashed) {
            return; // nobody is there to see it
        }
        if (Errors.isOutOfOrder(why) && gaps.contains(partition)) {
            run.problems().borne(why);
            return;
        }
        if (Errors.isTransient(why)) {
            gaps.add(partition);
        } else if (!Errors.isNeverSent(why)) {
            isBroken = true;
        }
        run.problems().failed(name, "sending to " + partition, why);
    }
}

package io.gokafka.distribution.kafka;

import io.gokafka.distribution.Await;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** An idempotent producer that sends the numbers from 0, in turn to all partitions, until it is told to end. */
@NullMarked
final class Traffic implements AutoCloseable {
    /** Few, so that readers on the same machine keep up. */
    private static final int PENDING = 50;

    private final KafkaProducer<String, String> producer;
    private final String topic;
    private final int partitions;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicReference<@Nullable Exception> fault = new AtomicReference<>();
    private final Semaphore room = new Semaphore(PENDING);
    private final CompletableFuture<Long> sending;

    Traffic(Kafka kafka, String topic, int partitions) {
        this.topic = topic;
        this.partitions = partitions;
        this.producer = kafka.producer("acks", "all", "enable.idempotence", true, "batch.size", 1000, "linger.ms", 1);
        this.sending = CompletableFuture.supplyAsync(
                this::send, command -> Thread.ofVirtual().start(command));
    }

    private long send() {
        long sent = 0;
        while (!enough.get()) {
            room.acquireUninterruptibly();
            int partition = (int) (sent % partitions);
            Future<RecordMetadata> _ =
                    producer.send(new ProducerRecord<>(topic, partition, "", "" + sent++), (metadata, failure) -> {
                        room.release();
                        if (failure == null) {
                            acknowledged.incrementAndGet();
                        } else {
                            fault.compareAndSet(null, failure);
                        }
                    });
        }
        producer.flush();
        return sent;
    }

    /** Waits for so many more acknowledgements. */
    void awaitAcknowledged(int more) {
        long goal = acknowledged.get() + more;
        Await.until("acknowledgements go on", Kafka.PATIENCE, () -> {
            throwFault();
            return acknowledged.get() >= goal;
        });
    }

    /** Ends and returns how many were sent, each of them acknowledged. */
    long finish() {
        enough.set(true);
        long sent = Kafka.get(sending);
        throwFault();
        if (acknowledged.get() != sent) {
            throw new AssertionError(acknowledged + " of " + sent + " are acknowledged");
        }
        return sent;
    }

    private void throwFault() {
        @Nullable Exception first = fault.get();
        if (first != null) {
            throw new AssertionError("an error has reached the application", first);
        }
    }

    @Override
    public void close() {
        enough.set(true);
        producer.close();
    }
}

package io.gokafka.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.History;
import io.gokafka.harness.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.Test;

class ProducerClientTest {
    private static final HostPort NOWHERE = new HostPort("127.0.0.1", 1);
    private static final TopicPartition P = new TopicPartition("t", 0);
    private static final TopicPartition Q = new TopicPartition("t", 1);

    private final History history = new History();
    private final Run run = new Run(new Addresses(List.of(NOWHERE), List.of(NOWHERE)), history, Set.of());
    private final Fake fake = new Fake();
    private final ProducerClient client = new ProducerClient(run, "p", 4, Mode.IDEMPOTENT, fake);

    /** Keeps what it is given until the test settles it. */
    private final class Fake implements Sending {
        private final List<Receipt> receipts = new ArrayList<>();
        private int eventsWhenHandedOver;

        @Override
        public void send(TopicPartition partition, byte[] value, Receipt receipt) {
            eventsWhenHandedOver = history.events().size();
            receipts.add(receipt);
        }

        @Override
        public void close() {}

        @Override
        public void crash() {
            receipts.forEach(r -> r.failed(new UnknownServerException("the client is closed")));
        }
    }

    private <E extends Event> List<E> events(Class<E> kind) {
        return history.events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Kafka's client goes on with the numbers that it has given, though a batch before has expired. */
    @Test
    void aBatchThatIsOutOfOrderIsBorneBehindOneThatExpiredAndNowhereElse() {
        client.send(P, 0);
        client.send(P, 0);
        client.send(Q, 0);
        fake.receipts.get(0).failed(new TimeoutException("expired"));
        fake.receipts.get(1).failed(new OutOfOrderSequenceException("does not follow"));
        assertFalse(client.isBroken());
        assertEquals(0, run.problems().count());
        fake.receipts.get(2).failed(new OutOfOrderSequenceException("does not follow"));
        assertTrue(client.isBroken());
        assertEquals(1, run.problems().count());
    }

    @Test
    void sequencesCountByPartitionAndValuesOverAll() {
        client.send(P, 0);
        client.send(Q, 0);
        client.send(P, 0);
        List<Event.Sent> sent = events(Event.Sent.class);
        assertEquals(
                List.of(0L, 0L, 1L), sent.stream().map(Event.Sent::sequence).toList());
        assertEquals(
                List.of(new Value(4, 0), new Value(4, 1), new Value(4, 2)),
                sent.stream().map(Event.Sent::value).toList());
    }

    @Test
    void whatIsSentIsWrittenDownBeforeItIsHandedOver() {
        client.send(P, 0);
        assertEquals(1, fake.eventsWhenHandedOver);
    }

    @Test
    void outcomesAreWrittenDownAsTheyCome() {
        client.send(P, 0);
        client.send(P, 0);
        client.send(P, 0);
        fake.receipts.get(1).acknowledged(17);
        fake.receipts.get(0).failed(new TimeoutException());
        fake.receipts.get(2).failed(new RecordTooLargeException());
        assertEquals(
                List.of(17L),
                events(Event.Acknowledged.class).stream()
                        .map(Event.Acknowledged::offset)
                        .toList());
        assertEquals(
                List.of(false, true),
                events(Event.Failed.class).stream().map(Event.Failed::known).toList());
    }

    @Test
    void aFailureThatNoClientShouldSeeIsAProblemAndEndsTheProducer() {
        client.send(P, 0);
        client.send(P, 0);
        fake.receipts.get(0).failed(new TimeoutException());
        assertFalse(client.isBroken());
        fake.receipts.get(1).failed(new UnknownServerException());
        assertTrue(client.isBroken());
        assertEquals(1, run.problems().count());
    }

    @Test
    void whatACrashedProducerIsToldIsNoProblem() {
        client.send(P, 0);
        client.crash();
        assertEquals(1, events(Event.Failed.class).size());
        assertEquals(0, run.problems().count());
    }
}

package io.gokafka.tck.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.gokafka.api.HostPort;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.DescribeBroker;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.api.transport.Transport;
import io.gokafka.api.transport.TransportException;
import io.gokafka.api.transport.TransportProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * What every transport with both ends keeps, over real sockets of this machine. Subclass it, and say what to test.
 */
@Timeout(60)
public abstract class TransportContract {
    /** Nothing listens there for long: the system chooses the port. */
    private static final HostPort ANY_PORT = new HostPort("127.0.0.1", 0);

    private static final RequestContext CALLER = new RequestContext("the tck", "local");

    private final ScriptedBroker broker = new ScriptedBroker();
    private TransportWorld world;

    /** Creates the contract; each test has an instance of its own. */
    protected TransportContract() {}

    /** The server's end. */
    protected abstract TransportProvider server();

    /** The client's end. */
    protected abstract ClientTransportProvider client();

    /** The settings of a server that listens at an address. */
    protected abstract Map<String, String> listenAt(HostPort address);

    /** The kinds of requests that the transport carries: as a rule, all. Others have to be refused as {@code UNSUPPORTED}. */
    protected Set<Class<?>> carried() {
        return Set.of(Request.class.getPermittedSubclasses());
    }

    @BeforeEach
    final void open() {
        world = new TransportWorld(this, broker);
        world.start(ANY_PORT);
    }

    @AfterEach
    final void close() {
        world.close();
    }

    @TestFactory
    final Stream<DynamicTest> everyRequestAndAnswerArrivesAsItWasSent() {
        return Samples.all().stream()
                .filter(sample -> carried().contains(sample.request().getClass()))
                .map(sample -> dynamicTest(sample.toString(), () -> {
                    broker.answers(sample.answer());
                    Object answer = world.ask(sample.request());
                    assertEquals(
                            Views.of(sample.request()),
                            Views.of(broker.received().getLast()));
                    assertEquals(Views.of(sample.answer()), Views.of(answer));
                }));
    }

    /** What is not declared is not there: it is refused as such, and no broker hears of it. */
    @TestFactory
    final Stream<DynamicTest> requestThatIsNotCarriedIsRefused() {
        return Samples.all().stream()
                .filter(sample -> !carried().contains(sample.request().getClass()))
                .map(sample -> dynamicTest(sample.toString(), () -> {
                    broker.answers(sample.answer());
                    assertEquals(
                            ErrorCode.UNSUPPORTED,
                            world.failureOf(sample.request()).code());
                    assertEquals(List.of(), broker.received());
                }));
    }

    @Test
    final void samplesHaveEveryKindOfRequestThatIsCarried() {
        Set<Class<?>> kinds = new HashSet<>(carried());
        Samples.all().forEach(sample -> kinds.remove(sample.request().getClass()));
        assertEquals(Set.of(), kinds);
    }

    @TestFactory
    final Stream<DynamicTest> everyFailureArrivesWithItsMessageAndLeader() {
        return Arrays.stream(ErrorCode.values())
                .map(code -> dynamicTest(code.name(), () -> {
                    Failure failure = Samples.failure(code);
                    broker.answersWith(_ -> CompletableFuture.failedFuture(failure.toException()));
                    assertEquals(failure, world.failureOf(new DeleteTopic("t")));
                    assertEquals(failure, world.failureOf(produce("t", 0)));
                }));
    }

    @Test
    final void failureWithoutLeaderArrivesWithoutLeader() {
        Failure failure = Failure.of(ErrorCode.NO_LEADER, "");
        broker.answersWith(_ -> CompletableFuture.failedFuture(failure.toException()));
        assertEquals(failure, world.failureOf(produce("t", 0)));
        assertEquals(failure, world.failureOf(new InitProducer()));
    }

    @Test
    final void exceptionThatIsNoRequestExceptionIsAnInternalError() {
        broker.answersWith(_ -> CompletableFuture.failedFuture(new IllegalStateException("a defect")));
        assertEquals(ErrorCode.INTERNAL, world.failureOf(new InitProducer()).code());
        broker.answersWith(_ -> {
            throw new IllegalStateException("a defect");
        });
        assertEquals(ErrorCode.INTERNAL, world.failureOf(produce("t", 0)).code());
    }

    @Test
    final void brokerLearnsWhoAsks() {
        broker.answers(new InitProducer.Result(1, (short) 0));
        world.broker().submit(new InitProducer(), CALLER).join();
        RequestContext seen = broker.callers().getLast();
        assertEquals("the tck", seen.clientId());
        assertTrue(seen.remote().startsWith("127.0.0.1:"), seen.remote());
    }

    @Test
    final void brokerMayWriteOffsetAndTermIntoTheBatch() {
        broker.answersWith(request -> {
            Produce produce = (Produce) request;
            produce.batch().assign(99, 7);
            produce.batch().verify();
            return CompletableFuture.completedFuture(new Produce.Result(
                    produce.batch().baseOffset(), produce.batch().leaderEpoch()));
        });
        assertEquals(new Produce.Result(99, 7), world.ask(produce("t", 0)));
    }

    @Test
    final void produceRequestsOfOneThreadArriveInTheirOrder() {
        broker.answers(new Produce.Result(0, 0));
        List<CompletableFuture<Produce.Result>> answers = IntStream.range(0, 2000)
                .mapToObj(i -> world.broker().submit(produce("t", i), CALLER))
                .toList();
        answers.forEach(CompletableFuture::join);
        List<Integer> order =
                broker.received().stream().map(r -> ((Produce) r).partition()).toList();
        assertEquals(IntStream.range(0, 2000).boxed().toList(), order);
    }

    @Test
    final void slowProduceRequestDoesNotHoldUpThoseBehindIt() {
        CompletableFuture<Produce.Result> slow = new CompletableFuture<>();
        broker.answersWith(request -> ((Produce) request).partition() == 0
                ? slow
                : CompletableFuture.completedFuture(new Produce.Result(1, 0)));
        CompletableFuture<Produce.Result> first = world.broker().submit(produce("t", 0), CALLER);
        world.ask(produce("t", 1));
        assertFalse(first.isDone());
        slow.complete(new Produce.Result(0, 0));
        assertEquals(new Produce.Result(0, 0), first.join());
    }

    @Test
    final void slicesOfAnAnswerAreClosedOnceItIsSent() {
        AtomicInteger open = new AtomicInteger();
        broker.answersWith(_ -> CompletableFuture.completedFuture(new Fetch.Result(List.of(new Fetch.PartitionResult(
                "t",
                0,
                Optional.empty(),
                1,
                0,
                new CountedSlice(Samples.batch("x").buffer(), open))))));
        world.ask(poll(Duration.ZERO));
        world.await("all slices are closed", () -> open.get() == 0);
    }

    @Test
    final void requestThatIsGivenUpIsGivenUpAtTheBroker() {
        CompletableFuture<Fetch.Result> never = new CompletableFuture<>();
        broker.answersWith(_ -> never);
        CompletableFuture<Fetch.Result> answer = world.broker().submit(poll(Duration.ofMinutes(5)), CALLER);
        world.await("the request has arrived", () -> !broker.received().isEmpty());
        answer.cancel(true);
        world.await("the broker's request is cancelled", never::isCancelled);
    }

    @Test
    final void unreachableBrokerIsUnavailableAtOnce() {
        HostPort address = world.address();
        world.stop();
        long start = System.nanoTime();
        assertEquals(
                ErrorCode.UNAVAILABLE,
                world.failureAt(address, new InitProducer()).code());
        assertEquals(
                ErrorCode.UNAVAILABLE, world.failureAt(address, produce("t", 0)).code());
        assertTrue(System.nanoTime() - start < 5_000_000_000L, "it took too long to fail");
    }

    @Test
    final void brokerThatComesBackIsUsedAgainAtOnce() {
        broker.answersWith(request -> CompletableFuture.completedFuture(
                request instanceof Produce ? new Produce.Result(1, 0) : new InitProducer.Result(1, (short) 0)));
        world.ask(new InitProducer());
        world.ask(produce("t", 0));
        HostPort address = world.address();
        world.stop();
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    ErrorCode.UNAVAILABLE,
                    world.failureAt(address, new InitProducer()).code());
        }
        world.start(address);
        long start = System.nanoTime();
        world.await("it answers", () -> world.answersAt(address, new InitProducer()));
        world.await("it appends", () -> world.answersAt(address, produce("t", 0)));
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < 1000, "it took " + millis + " ms to be used again");
    }

    @Test
    final void stoppingServerEndsLongPollsAndLetsTheRestFinish() {
        CompletableFuture<Produce.Result> appending = new CompletableFuture<>();
        broker.answersWith(request -> request instanceof Produce ? appending : new CompletableFuture<Fetch.Result>());
        CompletableFuture<Fetch.Result> polled = world.broker().submit(poll(Duration.ofMinutes(5)), CALLER);
        CompletableFuture<Produce.Result> appended = world.broker().submit(produce("t", 0), CALLER);
        world.await("both have arrived", () -> broker.received().size() == 2);
        Thread stopping = Thread.ofVirtual().start(world::stop);
        assertEquals(ErrorCode.UNAVAILABLE, world.failureOf(polled).code());
        appending.complete(new Produce.Result(5, 0));
        assertEquals(new Produce.Result(5, 0), appended.join());
        world.join(stopping);
    }

    @Test
    final void closedClientFailsWhatIsInProgressAndRefusesMore() {
        broker.answersWith(_ -> new CompletableFuture<>());
        List<CompletableFuture<?>> answers = new ArrayList<>();
        answers.add(world.broker().submit(poll(Duration.ofMinutes(5)), CALLER));
        answers.add(world.broker().submit(produce("t", 0), CALLER));
        world.await("both have arrived", () -> broker.received().size() == 2);
        world.closeClient();
        assertEquals(ErrorCode.UNAVAILABLE, world.failureOf(answers.get(0)).code());
        assertEquals(ErrorCode.INDETERMINATE, world.failureOf(answers.get(1)).code());
        assertEquals(
                ErrorCode.UNAVAILABLE, world.failureOf(new DescribeBroker()).code());
    }

    @Test
    final void portInUseIsExplainedToTheOperator() {
        HostPort taken = world.address();
        TransportException e = assertThrows(TransportException.class, () -> world.startAnother(taken));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(taken.toString()), message);
    }

    @Test
    final void portZeroIsReplacedByTheRealOne() {
        Transport running = world.transport();
        assertNotEquals(0, running.boundAddress().port());
        assertEquals(running.boundAddress(), running.advertisedAddress());
    }

    @Test
    final void settingsCarryTheNameOfTheTransport() {
        server().settings().forEach(key -> assertTrue(key.name().startsWith(server().name() + "-"), key.name()));
        assertEquals(server().name(), client().name());
    }

    private static Produce produce(String topic, int partition) {
        return new Produce(topic, partition, Acks.ALL, Samples.batch("value"), Duration.ofSeconds(30));
    }

    private static Fetch poll(Duration wait) {
        return new Fetch(List.of(new Fetch.Partition("t", 0, 0, 1000)), 1, 1000, wait, false);
    }
}

package io.gokafka.broker.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.broker.fake.FakeConsensus;
import io.gokafka.broker.fake.FakeGroup;
import io.gokafka.broker.fake.MemoryDisk;
import io.gokafka.broker.partition.Replica;
import io.gokafka.tck.consensus.Await;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StateMachineTest {
    private static final LogId LOG = new LogId("state");
    private static final BrokerId SELF = new BrokerId("self");

    private final MemoryDisk disk = new MemoryDisk();
    private Replica replica = Replica.create(LOG, disk.open().open(LOG, LogConfig.DEFAULT));
    private final AtomicLong told = new AtomicLong();
    private StateMachine<CountingState> machine = machine();
    private FakeGroup group = group();

    private StateMachine<CountingState> machine() {
        StateMachine<CountingState> made = StateMachine.start(
                new CountingState(),
                new ReplayLog(replica),
                InstantSource.system(),
                "test-state",
                (state, index) -> told.set(index));
        replica.addListener(made);
        return made;
    }

    private FakeGroup group() {
        FakeConsensus consensus = new FakeConsensus(SELF, true);
        replica.open(consensus, List.of(SELF), () -> true);
        return consensus.group(LOG);
    }

    private void restart() {
        close();
        replica = Replica.create(LOG, disk.open().open(LOG, LogConfig.DEFAULT));
        machine = machine();
        group = group();
        awaitReady();
    }

    @BeforeEach
    void awaitReady() {
        Await.until("the state machine is ready", machine::isLeaderReady);
    }

    @AfterEach
    void close() {
        machine.close();
        replica.close();
    }

    private CompletableFuture<Integer> add(String key) {
        return machine.decide(key, state -> state.add(key));
    }

    private Map<String, Integer> counts() {
        return Await.result(machine.read(state -> Map.copyOf(state.counts)));
    }

    private static ErrorCode code(CompletableFuture<?> failed) {
        return assertInstanceOf(RequestException.class, Await.failure(failed)).code();
    }

    @Test
    void decisionsUnderOneKeySeeEachOther() {
        group.holdCommits();
        List<CompletableFuture<Integer>> answers = List.of(add("a"), add("a"), add("a"));
        Await.until("all are decided one after the other", () -> {
            group.commit();
            return answers.stream().allMatch(CompletableFuture::isDone);
        });
        assertEquals(List.of(1, 2, 3), answers.stream().map(Await::result).toList());
        assertEquals(Map.of("a", 3), counts());
    }

    @Test
    void decisionsUnderDifferentKeysDoNotWaitForEachOther() {
        group.holdCommits();
        CompletableFuture<Integer> a = add("a");
        CompletableFuture<Integer> b = add("b");
        assertEquals(Map.of(), counts(), "both are decided, none is committed");
        assertEquals(3, replica.log().bounds().lastIndex());
        assertFalse(a.isDone() || b.isDone());
        group.commit();
        assertEquals(1, Await.result(a));
        assertEquals(1, Await.result(b));
    }

    @Test
    void theStateIsThatOfWhatIsCommittedAndNoMore() {
        group.holdCommits();
        CompletableFuture<Integer> first = add("a");
        CompletableFuture<Integer> second = add("b");
        assertEquals(Map.of(), counts());
        group.commitTo(2);
        assertEquals(1, Await.result(first));
        assertEquals(Map.of("a", 1), counts(), "the second is in the log, and may be taken back");
        assertFalse(second.isDone());
    }

    /** Whoever decides by what is shown, as one who deletes what is not there does, must not take a commit for it. */
    @Test
    void whatIsShownIsWhatWasAppliedAndNotAllThatIsCommitted() {
        close();
        replica = Replica.create(LOG, disk.open().open(LOG, LogConfig.DEFAULT));
        CountDownLatch mayShow = new CountDownLatch(1);
        Thread starter = Thread.currentThread(); // is told of the snapshot
        machine = StateMachine.start(
                new CountingState(), new ReplayLog(replica), InstantSource.system(), "test-state", (state, index) -> {
                    try {
                        if (Thread.currentThread() != starter) {
                            mayShow.await();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        replica.addListener(machine);
        group = group();
        long committed = replica.commitIndex();
        assertTrue(committed > 0);
        assertEquals(0, machine.shownIndex());
        mayShow.countDown();
        Await.until("it is shown", () -> machine.shownIndex() == committed);
    }

    @Test
    void anAnswerWithoutAChangeIsGivenAtOnce() {
        group.holdCommits();
        assertEquals("same", Await.result(machine.decide("a", state -> Decision.unchanged("same"))));
        assertEquals(1, replica.log().bounds().lastIndex());
    }

    @Test
    void aFailureReleasesTheKey() {
        group.refuseNext(new ConsensusException.Overloaded("full"));
        assertEquals(ErrorCode.OVERLOADED, code(add("a")));
        assertEquals(1, Await.result(add("a")));
        group.holdCommits();
        CompletableFuture<Integer> lost = add("a");
        CompletableFuture<Integer> waits = add("a");
        counts();
        group.follow(Optional.empty());
        assertEquals(ErrorCode.INDETERMINATE, code(lost));
        assertEquals(ErrorCode.NOT_LEADER, code(waits));
    }

    @Test
    void aRefusalAndADefectInADecisionHarmNobodyElse() {
        CompletableFuture<Integer> refused = machine.decide("a", state -> {
            throw new RequestException(ErrorCode.TOPIC_EXISTS, "no");
        });
        CompletableFuture<Integer> broken = machine.decide("a", state -> {
            throw new IllegalArgumentException("defect");
        });
        CompletableFuture<Integer> brokenQuery = machine.read(state -> {
            throw new IllegalArgumentException("defect");
        });
        assertEquals(ErrorCode.TOPIC_EXISTS, code(refused));
        assertEquals(ErrorCode.INTERNAL, code(broken));
        assertEquals(ErrorCode.INTERNAL, code(brokenQuery));
        assertEquals(1, Await.result(add("a")));
        assertTrue(replica.fault().isEmpty());
    }

    @Test
    void aRecordThatCannotBeReplayedStopsTheReplicaAndTellsWhoWaits() {
        group.holdCommits();
        CompletableFuture<Integer> poison = add(CountingState.POISON);
        CompletableFuture<Integer> behind = add(CountingState.POISON);
        counts();
        group.commit();
        assertEquals(ErrorCode.INDETERMINATE, code(poison));
        assertEquals(ErrorCode.UNAVAILABLE, code(behind));
        assertEquals(ErrorCode.UNAVAILABLE, code(add("c")));
        assertFalse(machine.isLeaderReady());
        assertTrue(replica.fault().isPresent());
    }

    @Test
    void whoWaitsWhenItIsClosedIsTold() {
        group.holdCommits();
        CompletableFuture<Integer> proposed = add("a");
        CompletableFuture<Integer> waits = add("a");
        counts();
        machine.close();
        assertEquals(ErrorCode.INDETERMINATE, code(proposed));
        assertEquals(ErrorCode.UNAVAILABLE, code(waits));
        assertEquals(ErrorCode.UNAVAILABLE, code(add("b")));
        assertEquals(ErrorCode.UNAVAILABLE, code(machine.read(state -> 1)));
    }

    @Test
    void aNewLeaderIsReadyWhenItHasAppliedAllThatWasCommittedBeforeItsTerm() {
        group.holdCommits();
        CompletableFuture<Integer> lost = add("a");
        counts();
        group.follow(Optional.empty());
        code(lost);
        group.lead();
        counts();
        assertFalse(machine.isLeaderReady());
        assertEquals(ErrorCode.NOT_LEADER, code(add("b")));
        group.commit();
        awaitReady();
        group.commitsAtOnce();
        assertEquals(2, Await.result(add("a")), "what was committed in the end counts");
    }

    @Test
    void aStartReplaysTheLogAndACleanEndSavesASnapshot() {
        add("a").join();
        add("b").join();
        add("a").join();
        restart();
        assertEquals(Map.of("a", 2, "b", 1), counts());
        assertEquals(4, replica.snapshot().orElseThrow().index());
        add("b").join();
        restart();
        assertEquals(Map.of("a", 2, "b", 2), counts());
    }

    @Test
    void whoWatchesTheStateIsToldHowMuchOfTheLogIsInIt() {
        add("a").join();
        assertEquals(2, told.get());
        close();
        told.set(0);
        replica = Replica.create(LOG, disk.open().open(LOG, LogConfig.DEFAULT));
        machine = machine();
        assertEquals(2, told.get(), "of the snapshot, before the group is there");
        group = group();
        awaitReady();
        group.follow(Optional.of(new BrokerId("other")));
        group.install(new Snapshot(100, 9, 500, List.of(SELF), "z=7".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Map.of("z", 7), counts());
        assertEquals(100, told.get());
    }

    @Test
    void aSnapshotThatIsPushedReplacesTheState() {
        add("a").join();
        group.follow(Optional.of(new BrokerId("other")));
        group.install(new Snapshot(100, 9, 500, List.of(SELF), "z=7".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Map.of("z", 7), counts());
        group.lead();
        awaitReady();
        add("z").join();
        assertEquals(Map.of("z", 8), counts());
        assertTrue(replica.fault().isEmpty());
    }

    @Test
    void aLogThatBeganAnewBeforeTheSnapshotWasToldIsNoFault() {
        group.holdCommits();
        var _ = add("a");
        counts();
        group.follow(Optional.of(new BrokerId("other")));
        Snapshot snapshot = new Snapshot(100, 9, 500, List.of(SELF), "z=7".getBytes(StandardCharsets.UTF_8));
        group.resetSilently(snapshot);
        group.listener().onCommit(2, 2);
        assertEquals(Map.of(), counts(), "entry 2 is not there any more");
        group.listener().onSnapshot(snapshot);
        assertEquals(Map.of("z", 7), counts());
        assertTrue(replica.fault().isEmpty());
    }

    @Test
    void aSnapshotThatTheGroupRefusesIsNoFault() {
        add("a").join();
        group.close();
        machine.close();
        assertTrue(replica.snapshot().isEmpty());
        assertTrue(replica.fault().isEmpty());
    }

    @Test
    void aLargeLogIsCutBehindASnapshot() {
        byte[] large = new byte[1 << 20];
        for (int i = 0; i < 9; i++) {
            machine.decide("a", state -> new Decision<>(List.of(new StateRecord(new byte[] {'a'}, large)), 1))
                    .join();
        }
        assertTrue(replica.snapshot().isPresent());
        for (int i = 0; i < 1100; i++) {
            add("b").join();
        }
        for (int i = 0; i < 9; i++) {
            machine.decide("a", state -> new Decision<>(List.of(new StateRecord(new byte[] {'a'}, large)), 1))
                    .join();
        }
        assertTrue(replica.log().bounds().firstIndex() > 1);
        restart();
        assertEquals(Map.of("a", 18, "b", 1100), counts());
    }
}

package io.gokafka.broker.state;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads that wait until it is confirmed that this replica leads, and until it has applied what was committed by then. One
 * confirmation is under way at a time; what comes meanwhile shares the next one, for it has to begin after the read.
 *
 * <p>Threading: for the state machine's thread.
 */
final class ConfirmedReads {
    private final Supplier<CompletableFuture<Long>> barrier;
    private final Consumer<Runnable> onStateThread;
    private final TreeMap<Long, List<Reading>> awaitingReplay = new TreeMap<>();
    private List<Reading> next = new ArrayList<>();
    private boolean underWay;
    private long appliedIndex;

    ConfirmedReads(Supplier<CompletableFuture<Long>> barrier, Consumer<Runnable> onStateThread) {
        this.barrier = barrier;
        this.onStateThread = onStateThread;
    }

    void add(Runnable answer, Consumer<Throwable> refusal) {
        next.add(new Reading(answer, refusal));
        if (!underWay) {
            start();
        }
    }

    /** The state has everything up to an index. */
    void applied(long index) {
        appliedIndex = index;
        while (!awaitingReplay.isEmpty() && awaitingReplay.firstKey() <= index) {
            awaitingReplay.pollFirstEntry().getValue().forEach(reading -> reading.answer.run());
        }
    }

    private void start() {
        List<Reading> readings = next;
        next = new ArrayList<>();
        underWay = true;
        var _ = barrier.get()
                .whenComplete((index, fault) -> onStateThread.accept(() -> settle(readings, index, fault)));
    }

    private void settle(List<Reading> readings, @Nullable Long index, @Nullable Throwable fault) {
        underWay = false;
        if (index == null) {
            Throwable why = fault == null ? new IllegalStateException("a barrier without an index") : fault;
            readings.forEach(reading -> reading.refusal.accept(why));
        } else if (index <= appliedIndex) {
            readings.forEach(reading -> reading.answer.run());
        } else {
            awaitingReplay.computeIfAbsent(index, i -> new ArrayList<>()).addAll(readings);
        }
        if (!next.isEmpty()) {
            start();
        }
    }

    private record Reading(Runnable answer, Consumer<Throwable> refusal) {}
}

package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** A run of steps on a log that begins empty, each done on the model too. */
final class RandomOperations {
    private static final int TRIES = 600;

    private final StorageFixture world;
    private InMemoryPartitionLog model = empty();
    private long term = 1;
    /** Whether the log was not truncated below what was noted of its compaction, of which nothing is promised then. */
    private boolean noteHolds = true;

    private RandomOperations(StorageFixture world) {
        this.world = world;
    }

    private static InMemoryPartitionLog empty() {
        return new InMemoryPartitionLog(new InMemoryEntries(), StorageFixture.SMALL_SEGMENTS);
    }

    /**
     * Does the steps of a seed.
     *
     * @throws AssertionError when the storage does not do what the model does: with the fewest steps that were found to show
     *     it
     */
    static void check(StorageFixture world, long seed, int count) {
        Random random = new Random(seed);
        List<Step> steps =
                Stream.generate(() -> Step.random(random)).limit(count).toList();
        Optional<Failure> failure = run(world, steps);
        if (failure.isPresent()) {
            List<Step> tried = steps.subList(0, failure.get().steps());
            List<Step> least = Shrinker.shrink(tried, some -> run(world, some).isPresent(), TRIES);
            Throwable cause = run(world, least).orElse(failure.get()).cause();
            throw new AssertionError(
                    "seed " + seed + " fails after " + tried.size() + " steps. " + least.size()
                            + " of them, made simpler, fail too:\n  " + Step.text(least) + "\n  (-D"
                            + RandomRules.STEPS + "='...' does them alone)\nwith " + cause,
                    cause);
        }
    }

    /** Does certain steps. */
    static void replay(StorageFixture world, List<Step> steps) {
        run(world, steps).ifPresent(failure -> {
            throw new AssertionError("step " + failure.steps() + " of " + Step.text(steps), failure.cause());
        });
    }

    /**
     * Why a run has failed.
     *
     * @param steps after so many
     */
    private record Failure(int steps, Throwable cause) {}

    /** In a new storage, as one that has failed may be no use any more. */
    private static Optional<Failure> run(StorageFixture world, List<Step> steps) {
        int done = 0;
        try (StorageFixture fresh = world.another()) {
            RandomOperations run = new RandomOperations(fresh);
            for (Step step : steps) {
                done++;
                run.change(step);
                run.compare(new Random(step.look()));
            }
            done++;
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(new Failure(Math.min(done, steps.size()), e));
        }
        return Optional.empty();
    }

    private void change(Step step) {
        switch (step.kind()) {
            case APPEND -> append(step.numbers());
            case TRUNCATE -> truncate(place(step) + 1);
            case DROP -> drop(place(step) + 1);
            case RESET -> reset(step.numbers().getFirst(), step.numbers().getLast());
            case TERM -> term++;
            case REWRITE -> rewrite(step.numbers());
            case NOTE -> note(place(step));
            case SET_ASIDE -> setAside();
            case SYNC -> world.log().sync();
            case REOPEN -> world.reopen();
            case CRASH -> {
                world.log().sync();
                world.crash();
            }
        }
    }

    /** From the index before the first to the last. */
    private long place(Step step) {
        LogBounds bounds = model.bounds();
        long length = bounds.lastIndex() - bounds.firstIndex() + 1;
        return bounds.firstIndex() - 1 + length * step.numbers().getFirst() / Step.PARTS;
    }

    private void append(List<Long> numbers) {
        List<ByteBuffer> batches = numbers.stream().map(this::batch).toList();
        long next = model.bounds().lastIndex() + 1;
        LogBounds expected =
                model.append(next, batches.stream().map(RandomOperations::copy).toList());
        assertSame(expected, world.log().append(next, batches));
    }

    private ByteBuffer batch(long number) {
        if (number == 0) {
            return Batches.at(1000, term, "");
        }
        Random random = new Random(number);
        if (random.nextInt(30) == 0) {
            return Batches.ofSize(term, random.nextInt(3000));
        }
        if (random.nextInt(8) == 0) {
            return Batches.control(1000 + random.nextInt(600), term);
        }
        if (random.nextInt(10) == 0) {
            int entries = random.nextInt(1, 20);
            return Batches.hole(term, entries, entries + random.nextInt(20));
        }
        String[] values = new String[random.nextInt(1, 4)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Long.toString(random.nextLong());
        }
        return Batches.at(1000 + random.nextInt(500), term, values);
    }

    private static ByteBuffer copy(ByteBuffer batch) {
        return ByteBuffer.allocate(batch.remaining()).put(batch.duplicate()).flip();
    }

    private void truncate(long from) {
        if (from <= model.bounds().lastIndex()) {
            term++;
        }
        long noted = model.compactedIndex();
        both(log -> done(() -> log.truncateSuffix(from)));
        noteHolds &= noted <= model.bounds().lastIndex();
    }

    private void drop(long first) {
        both(log -> done(() -> log.dropPrefix(first)));
    }

    private void reset(long first, long offset) {
        both(log -> done(() -> log.reset(first, offset, term)));
        noteHolds = true;
    }

    private void note(long index) {
        if (world.storage().canCompact()) {
            both(log -> done(() -> log.noteCompacted(index)));
            noteHolds = true;
        }
    }

    private void setAside() {
        world.beginAnew();
        model = empty();
        noteHolds = true;
    }

    /** Where the pieces are is the storage's affair, so the model has the same part rewritten, whatever its pieces. */
    private void rewrite(List<Long> numbers) {
        List<LogSegment> pieces = world.log().segments();
        int sealed = pieces.size() - 1;
        if (sealed == 0 || !world.storage().canCompact()) {
            return;
        }
        int first = (int) (sealed * numbers.getFirst() / Step.PARTS);
        int next = (int) Math.min(sealed, first + 1 + numbers.get(1));
        long from = pieces.get(first).firstIndex();
        long to = pieces.get(next).firstIndex() - 1;
        SeededFilter filter = new SeededFilter(numbers.getLast());
        SeededFilter same = new SeededFilter(numbers.getLast());
        boolean changed = world.log().rewrite(from, to, filter);
        if (changed) {
            model.rewriteAny(from, to, same);
            assertEquals(same.asked(), filter.asked());
        }
        assertEquals(filter.leftOut() || next - first > 1, changed);
    }

    private static boolean done(Runnable change) {
        change.run();
        return true;
    }

    private void compare(Random random) {
        LogBounds bounds = model.bounds();
        assertSame(bounds, world.log().bounds());
        both(PartitionLog::terms);
        if (noteHolds) {
            both(PartitionLog::compactedIndex);
        }
        SegmentRules.checkPieces(world.log());
        for (int i = 0; i < 4; i++) {
            long index = anyIndex(random);
            long offset = anyOffset(random);
            long limit = random.nextBoolean() ? Long.MAX_VALUE : anyOffset(random);
            long to = random.nextBoolean() ? Long.MAX_VALUE : anyIndex(random);
            int bytes = random.nextInt(3000);
            long time = 990L + random.nextInt(520);
            both(log -> log.termAt(index));
            both(log -> log.entryAtIndex(index));
            both(log -> log.entryAtOffset(offset));
            Function<PartitionLog, Optional<EntryPosition>> atTime = log -> log.entryAtTime(time);
            both(atTime);
            both(log -> bytes(log.read(offset, limit, bytes)));
            both(log -> bytes(log.readEntries(index + 1, to, bytes)));
        }
    }

    private long anyIndex(Random random) {
        LogBounds bounds = model.bounds();
        return random.nextLong(bounds.firstIndex() - 1, bounds.lastIndex() + 1);
    }

    private long anyOffset(Random random) {
        LogBounds bounds = model.bounds();
        return random.nextLong(bounds.startOffset(), bounds.endOffset() + 1);
    }

    private static ByteBuffer bytes(LogSlice slice) {
        try (slice) {
            return slice.toBuffer();
        }
    }

    private <T> void both(Function<PartitionLog, T> operation) {
        assertEquals(operation.apply(model), operation.apply(world.log()));
    }

    /** The durable index may be higher than that of the model, which syncs only when it is told to. */
    private static void assertSame(LogBounds expected, LogBounds actual) {
        LogBounds same = new LogBounds(
                expected.firstIndex(),
                expected.lastIndex(),
                expected.startOffset(),
                expected.endOffset(),
                expected.lastTerm(),
                actual.durableIndex());
        assertEquals(same, actual);
    }
}

package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** A seeded run of operations on a log that begins empty, each done on the model too. */
final class RandomOperations {
    private final StorageFixture world;
    private final InMemoryPartitionLog model =
            new InMemoryPartitionLog(new InMemoryEntries(), StorageFixture.SMALL_SEGMENTS);
    private final Random random;
    private long term = 1;

    private RandomOperations(StorageFixture world, long seed) {
        this.world = world;
        this.random = new Random(seed);
    }

    static void run(StorageFixture world, long seed, int operations) {
        RandomOperations run = new RandomOperations(world, seed);
        for (int i = 0; i < operations; i++) {
            try {
                run.change();
                run.compare();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("operation " + i + " of seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private void change() {
        switch (random.nextInt(24)) {
            case 0 -> world.reopen();
            case 1 -> {
                world.log().sync();
                world.crash();
            }
            case 2, 3 -> truncate();
            case 4, 5 -> drop();
            case 6 -> reset();
            case 7 -> term++;
            case 8 -> world.log().sync();
            default -> append();
        }
    }

    private void append() {
        List<ByteBuffer> batches = new ArrayList<>();
        for (int i = random.nextInt(1, 9); i > 0; i--) {
            batches.add(randomBatch());
        }
        long next = model.bounds().lastIndex() + 1;
        LogBounds expected =
                model.append(next, batches.stream().map(RandomOperations::copy).toList());
        assertSame(expected, world.log().append(next, batches));
    }

    private ByteBuffer randomBatch() {
        if (random.nextInt(30) == 0) {
            return Batches.ofSize(term, random.nextInt(3000));
        }
        if (random.nextInt(8) == 0) {
            return Batches.control(1000 + random.nextInt(600), term);
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

    private void truncate() {
        long from = anyIndex() + 1;
        if (from <= model.bounds().lastIndex()) {
            term++;
        }
        both(log -> {
            log.truncateSuffix(from);
            return from;
        });
    }

    private void drop() {
        long first = random.nextInt(5) == 0 ? model.bounds().lastIndex() + 1 : anyIndex() + 1;
        both(log -> {
            log.dropPrefix(first);
            return first;
        });
    }

    private void reset() {
        long first = random.nextInt(1, 1000);
        long offset = random.nextInt(5000);
        long previous = term;
        both(log -> {
            log.reset(first, offset, previous);
            return first;
        });
    }

    /** From the one before the first to the last. */
    private long anyIndex() {
        LogBounds bounds = model.bounds();
        return random.nextLong(bounds.firstIndex() - 1, bounds.lastIndex() + 1);
    }

    private long anyOffset() {
        LogBounds bounds = model.bounds();
        return random.nextLong(bounds.startOffset(), bounds.endOffset() + 1);
    }

    private void compare() {
        assertSame(model.bounds(), world.log().bounds());
        both(PartitionLog::terms);
        SegmentRules.checkPieces(world.log());
        for (int i = 0; i < 4; i++) {
            long index = anyIndex();
            long offset = anyOffset();
            long limit = random.nextBoolean() ? Long.MAX_VALUE : anyOffset();
            long to = random.nextBoolean() ? Long.MAX_VALUE : anyIndex();
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

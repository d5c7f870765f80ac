package io.gokafka.harness.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Which faults happen when, and for how long. A function of the seed, the duration and the kinds: the same ones give the same
 * schedule. Whom a fault hits is drawn from its own seed among those that are there when it begins.
 */
public record Schedule(List<Item> items) {
    private static final int FIRST_MILLIS = 1_000;
    private static final int LEAST_PAUSE_MILLIS = 1_000;
    private static final int MOST_PAUSE_MILLIS = 9_000;
    private static final int LEAST_LENGTH_MILLIS = 500;

    /** What outlasts a run makes it longer, so that few have it: a run of a minute then lasts 3 s longer, on average. */
    private static final int RUNS_PER_LASTING = 5;

    /** One fault. */
    public record Item(long beginMillis, long endMillis, Fault fault, long seed) {
        private boolean overlaps(Item other) {
            return beginMillis < other.endMillis && other.beginMillis < endMillis;
        }

        @Override
        public String toString() {
            return "%6d-%6d ms %s".formatted(beginMillis, endMillis, fault.name());
        }
    }

    public Schedule {
        items = List.copyOf(items);
    }

    /**
     * Draws one. Most faults are short, some last for half of the run; up to two go on at a time. One of those that have a length of
     * their own happens in one of {@value #RUNS_PER_LASTING} runs, and may outlast it.
     */
    public static Schedule of(long seed, Duration duration, List<Fault> kinds) {
        long total = duration.toMillis();
        List<Fault> lasting = kinds.stream().filter(f -> f.length().isPresent()).toList();
        List<Fault> others = kinds.stream().filter(f -> f.length().isEmpty()).toList();
        List<Item> items = new ArrayList<>();
        Random ofLasting = new Random(~seed);
        if (!lasting.isEmpty() && (others.isEmpty() || ofLasting.nextInt(RUNS_PER_LASTING) == 0)) {
            items.add(lasting(total, lasting, ofLasting));
        }
        if (!others.isEmpty()) {
            draw(total, others, new Random(seed), items);
        }
        items.sort(Comparator.comparingLong(Item::beginMillis));
        return new Schedule(items);
    }

    private static Item lasting(long total, List<Fault> kinds, Random random) {
        Fault fault = kinds.get(random.nextInt(kinds.size()));
        long begin = Math.min(FIRST_MILLIS, total / 2) + random.nextLong(Math.max(1, total / 2));
        long length = fault.length().orElseThrow().toMillis();
        return new Item(begin, begin + length, fault, random.nextLong());
    }

    private static void draw(long total, List<Fault> kinds, Random random, List<Item> items) {
        for (long now = FIRST_MILLIS; now < total; now += LEAST_PAUSE_MILLIS + random.nextInt(MOST_PAUSE_MILLIS)) {
            Fault fault = kinds.get(random.nextInt(kinds.size()));
            long longest = random.nextInt(8) == 0 ? total / 2 : Math.min(total / 2, 9_000);
            long length = LEAST_LENGTH_MILLIS + random.nextLong(Math.max(1, longest));
            Item item = new Item(now, Math.min(total, now + length), fault, random.nextLong());
            if (items.stream().filter(item::overlaps).count() < 2) {
                items.add(item);
            }
        }
    }
}

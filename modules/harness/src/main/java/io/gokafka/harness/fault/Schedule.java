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

    /** One fault. */
    public record Item(long beginMillis, long endMillis, Fault fault, long seed) {
        @Override
        public String toString() {
            return "%6d-%6d ms %s".formatted(beginMillis, endMillis, fault.name());
        }
    }

    public Schedule {
        items = List.copyOf(items);
    }

    /** Draws one. Most faults are short, some last for half of the run; up to two go on at a time. */
    public static Schedule of(long seed, Duration duration, List<Fault> kinds) {
        Random random = new Random(seed);
        long total = duration.toMillis();
        List<Item> items = new ArrayList<>();
        for (long now = FIRST_MILLIS;
                now < total && !kinds.isEmpty();
                now += LEAST_PAUSE_MILLIS + random.nextInt(MOST_PAUSE_MILLIS)) {
            Fault fault = kinds.get(random.nextInt(kinds.size()));
            long longest = random.nextInt(8) == 0 ? total / 2 : Math.min(total / 2, 9_000);
            long length = LEAST_LENGTH_MILLIS + random.nextLong(Math.max(1, longest));
            long itemSeed = random.nextLong();
            long begin = now;
            if (items.stream().filter(i -> i.endMillis() > begin).count() < 2) {
                items.add(new Item(now, Math.min(total, now + length), fault, itemSeed));
            }
        }
        items.sort(Comparator.comparingLong(Item::beginMillis));
        return new Schedule(items);
    }
}

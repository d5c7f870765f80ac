package io.gokafka.tck.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A step of a random run. It says nothing of the log's state (a place in the log is a part of its length), so any selection of the
 * steps of a run is a run. In text it is {@code KIND(NUMBER,...)@LOOK}.
 *
 * @param kind what is done
 * @param numbers for an append a number a batch, that decides what is in it, 0 being the plainest; otherwise see the kind
 * @param look the seed of what is compared afterwards
 */
record Step(Kind kind, List<Long> numbers, long look) {
    /** How fine a place in the log is. */
    static final long PARTS = 1000;

    /** What is done. */
    enum Kind {
        /** A number a batch. */
        APPEND,
        /** From which part of the log on. */
        TRUNCATE,
        /** Up to which part of the log. */
        DROP,
        /** The first index, the start offset. */
        RESET,
        /** The next append is of another term. */
        TERM,
        /** From which part of the sealed pieces on, how many more pieces with it, the number of the {@link SeededFilter}. */
        REWRITE,
        /** Notes that the log is compacted up to which part of it. */
        NOTE,
        /** Sets the log aside, and begins a new one. */
        SET_ASIDE,
        /** Syncs the log. */
        SYNC,
        /** Closes the storage in good order, and opens it. */
        REOPEN,
        /** Syncs the log, then goes on with what a crash leaves. */
        CRASH
    }

    Step {
        numbers = List.copyOf(numbers);
    }

    static Step random(Random random) {
        return switch (random.nextInt(28)) {
            case 0 -> of(Kind.REOPEN, random);
            case 1 -> of(Kind.CRASH, random);
            case 2, 3 -> of(Kind.TRUNCATE, random, random.nextLong(PARTS + 1));
            case 4, 5 -> of(Kind.DROP, random, random.nextInt(5) == 0 ? PARTS : random.nextLong(PARTS + 1));
            case 6 -> of(Kind.RESET, random, random.nextInt(1, 1000), random.nextInt(5000));
            case 7 -> of(Kind.TERM, random);
            case 8 -> of(Kind.SYNC, random);
            case 9, 10 ->
                of(Kind.REWRITE, random, random.nextLong(PARTS), random.nextInt(4), random.nextInt(1_000_000));
            case 11 -> of(Kind.NOTE, random, random.nextLong(PARTS + 1));
            case 12 -> random.nextInt(4) == 0 ? of(Kind.SET_ASIDE, random) : of(Kind.SYNC, random);
            default ->
                of(
                        Kind.APPEND,
                        random,
                        random.longs(random.nextInt(1, 9), 0, 1_000_000).toArray());
        };
    }

    private static Step of(Kind kind, Random random, long... numbers) {
        return new Step(kind, LongStream.of(numbers).boxed().toList(), random.nextInt(1_000_000));
    }

    /** Steps that do a little less, the least first. */
    Stream<Step> simpler() {
        List<Step> simpler = new ArrayList<>();
        int least = kind == Kind.APPEND ? 1 : numbers.size();
        for (int i = 0; i < numbers.size() && numbers.size() > least; i++) {
            List<Long> fewer = new ArrayList<>(numbers);
            fewer.remove(i);
            simpler.add(new Step(kind, fewer, look));
        }
        for (int i = 0; i < numbers.size(); i++) {
            long lowest = kind == Kind.RESET && i == 0 ? 1 : 0;
            for (long smaller : new long[] {lowest, numbers.get(i) / 2}) {
                if (smaller >= lowest && smaller < numbers.get(i)) {
                    List<Long> other = new ArrayList<>(numbers);
                    other.set(i, smaller);
                    simpler.add(new Step(kind, other, look));
                }
            }
        }
        if (look != 0) {
            simpler.add(new Step(kind, numbers, 0));
        }
        return simpler.stream();
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT)
                + numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")")) + "@" + look;
    }

    /** The text of a run: its steps, with blanks between them. */
    static String text(List<Step> steps) {
        return steps.stream().map(Step::toString).collect(Collectors.joining(" "));
    }

    /** The steps of a text. */
    static List<Step> parse(String text) {
        return Arrays.stream(text.strip().split("\\s+")).map(Step::parseOne).toList();
    }

    private static Step parseOne(String text) {
        String[] parts = text.split("[(,)@]+");
        List<Long> numbers =
                Arrays.stream(parts, 1, parts.length).map(Long::valueOf).toList();
        return new Step(
                Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                numbers.subList(0, numbers.size() - 1),
                numbers.getLast());
    }
}

package io.gokafka.tck.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds a short run that fails in one that does: takes steps away, half of them at first and single ones at last (Zeller and
 * Hildebrandt, "Simplifying and isolating failure-inducing input", 2002), then makes those that are left simpler. The same in,
 * the same out. For one thread.
 */
final class Shrinker {
    private final Predicate<List<Step>> fails;
    private int triesLeft;
    private List<Step> least;

    private Shrinker(List<Step> failing, Predicate<List<Step>> fails, int tries) {
        this.least = failing;
        this.fails = fails;
        this.triesLeft = tries;
    }

    /**
     * A run that fails and, unless the tries were too few, one of which no step can be taken away.
     *
     * @param failing a run that fails
     * @param fails whether a run does
     * @param tries how many runs may be tried
     */
    static List<Step> shrink(List<Step> failing, Predicate<List<Step>> fails, int tries) {
        Shrinker shrinker = new Shrinker(failing, fails, tries);
        boolean less = true;
        while (less) {
            List<Step> before = shrinker.least;
            shrinker.removeSteps();
            shrinker.simplifySteps();
            less = !shrinker.least.equals(before); // what is simpler may need fewer steps
        }
        return shrinker.least;
    }

    private void removeSteps() {
        for (int size = Math.max(1, least.size() / 2); size > 0; size /= 2) {
            // From the end, as what made a run fail is near it.
            for (int from = least.size() - size; from >= 0; from -= size) {
                List<Step> fewer = new ArrayList<>(least);
                fewer.subList(from, from + size).clear();
                take(fewer);
            }
        }
    }

    private void simplifySteps() {
        for (int i = 0; i < least.size(); ) {
            int at = i;
            Optional<Step> simpler =
                    least.get(i).simpler().filter(step -> take(with(at, step))).findFirst();
            i += simpler.isPresent() ? 0 : 1;
        }
    }

    private List<Step> with(int place, Step step) {
        List<Step> other = new ArrayList<>(least);
        other.set(place, step);
        return other;
    }

    private boolean take(List<Step> candidate) {
        if (triesLeft-- <= 0 || candidate.isEmpty() || !fails.test(candidate)) {
            return false;
        }
        least = List.copyOf(candidate);
        return true;
    }
}

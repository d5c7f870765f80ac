package io.gokafka.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    private final Figures figures = Figures.toTheFirst(List.of("theirs", "ours"));
    private final Figures.Ratio ratio = figures.ratios().getFirst();

    private void round(double theirs, double ours) {
        figures.nextRound();
        figures.add("rate: all", "theirs", theirs);
        figures.add("rate: all", "ours", ours);
    }

    /** The machine was slow in the second round, for both: the ratio of the medians would be 1.5. */
    @Test
    void aRatioIsMadeWithinARound() {
        round(100, 200);
        round(10, 20);
        round(200, 150);
        assertEquals(2.0, figures.ratio("rate: all", ratio));
        assertEquals("""
                | | theirs | ours | ours / theirs |
                | --- | ---: | ---: | ---: |
                | all | 100 (10.00 to 200) | 150 (20.00 to 200) | 2.00 |
                """, figures.table("rate: "));
    }

    @Test
    void aRoundInWhichOneCouldNotBeMeasuredHasNoRatio() {
        figures.nextRound();
        figures.add("rate: all", "ours", 1000);
        round(10, 20);
        assertEquals(2.0, figures.ratio("rate: all", ratio));
    }

    @Test
    void whatOneOfThemWasNotMeasuredForHasNoRatio() {
        figures.add("memory: idle", "ours", 3);
        assertTrue(Double.isNaN(figures.ratio("memory: idle", ratio)));
        assertTrue(figures.table("memory: ").endsWith("| idle | - | 3.00 | - |\n"));
    }

    @Test
    void aBarGoesToTheRightWhenTheFirstIsBetter() {
        String picture = Chart.draw("a < b", List.of(new Chart.Bar("better", 2), new Chart.Bar("worse", 0.5)));
        assertTrue(picture.contains("a &lt; b"));
        assertTrue(picture.contains("#3b8f5a"));
        assertTrue(picture.contains("text-anchor=\"end\">0.50<"), picture);
    }
}

package io.gokafka.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A picture (SVG) of ratios: a bar for each, from 1 to the right when the first contender is better, to the left when it is worse. */
public final class Chart {
    /**
     * A bar.
     *
     * @param title what was measured
     * @param advantage how many times better; above 1 is better, whatever the unit is
     */
    public record Bar(String title, double advantage) {}

    private static final int ROW = 18;
    private static final int LABEL = 410;
    private static final int HALF = 230;
    private static final int HEAD = 48;

    /** Bars end at 16 times and at a sixteenth. */
    private static final double MOST_DOUBLINGS = 4;

    private Chart() {}

    /** Draws the bars below a title. */
    public static String draw(String title, List<Bar> bars) {
        int width = LABEL + 2 * HALF + 60;
        int height = HEAD + ROW * bars.size() + 12;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">\n",
                width,
                height));
        svg.append(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n", width, height));
        svg.append(String.format(Locale.ROOT, "<text x=\"8\" y=\"16\" font-size=\"13\">%s</text>\n", escaped(title)));
        for (int doublings = -3; doublings <= 3; doublings++) {
            svg.append(gridLine(doublings, height));
        }
        for (int i = 0; i < bars.size(); i++) {
            svg.append(bar(bars.get(i), HEAD + ROW * i));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String gridLine(int doublings, int height) {
        int x = x(Math.pow(2, doublings));
        String name = doublings < 0 ? "1/" + (1 << -doublings) : Integer.toString(1 << doublings);
        return String.format(
                Locale.ROOT,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/><text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%sx</text>\n",
                x,
                HEAD - 8,
                x,
                height - 8,
                doublings == 0 ? "#444" : "#ddd",
                x,
                HEAD - 12,
                name);
    }

    private static String bar(Bar bar, int y) {
        int zero = x(1);
        int end = x(bar.advantage());
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
                LABEL - 8,
                y + 12,
                escaped(bar.title()),
                Math.min(zero, end),
                y + 2,
                Math.max(1, Math.abs(end - zero)),
                ROW - 5,
                bar.advantage() >= 1 ? "#3b8f5a" : "#c0603a",
                end >= zero ? end + 4 : end - 4,
                y + 12,
                end >= zero ? "start" : "end",
                String.format(Locale.ROOT, "%.2f", bar.advantage()));
    }

    private static int x(double advantage) {
        double doublings = Math.log(advantage) / Math.log(2);
        double within = Math.clamp(doublings, -MOST_DOUBLINGS, MOST_DOUBLINGS);
        return (int) Math.round(LABEL + HALF + within / MOST_DOUBLINGS * HALF);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

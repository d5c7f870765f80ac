package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.Fault;
import io.gokafka.harness.history.Event.Sent;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.FinalLog.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says as text what a verdict is, each violation with what shows it, the faults of that time, and the final log around it. */
public final class Report {
    /** Of the faults before a window, how many are told. */
    private static final int FAULTS_BEFORE = 4;
    /** Of the faults within a window, how many are told at its begin, and at its end. */
    private static final int FAULTS_WITHIN = 8;
    /** How many records of the final log are told on each side. */
    private static final int REACH = 4;

    private final List<Fault> faults;
    private final Map<TopicPartition, FinalIndex> logs = new HashMap<>();
    private final Map<TopicPartition, Span> sent = new HashMap<>();
    private final Map<TopicPartition, Span> acknowledged = new HashMap<>();

    /** The first and the last event of a kind in a partition. */
    private record Span(Event first, Event last) {
        static Span with(Span one, Span other) {
            return new Span(
                    one.first.at() <= other.first.at() ? one.first : other.first,
                    one.last.at() > other.last.at() ? one.last : other.last);
        }
    }

    /** Takes the run that was judged. */
    public Report(List<Event> events, List<FinalLog> finalLogs) {
        this.faults = events.stream()
                .filter(Fault.class::isInstance)
                .map(Fault.class::cast)
                .sorted(Comparator.comparingLong(Fault::at))
                .toList();
        for (Event event : events) {
            switch (event) {
                case Sent e -> sent.merge(e.partition(), new Span(e, e), Span::with);
                case Acknowledged e -> acknowledged.merge(e.partition(), new Span(e, e), Span::with);
                default -> {}
            }
        }
        finalLogs.forEach(log -> logs.put(log.partition(), new FinalIndex(log)));
    }

    /** The whole verdict: what was done, which rules hold, and every violation that was kept. */
    public String of(Verdict verdict) {
        StringBuilder text = new StringBuilder();
        text.append(verdict.holds() ? "Every promise was kept.\n" : "PROMISES WERE BROKEN.\n");
        text.append(verdict.statistics()).append('\n');
        for (Rule rule : Checker.rules()) {
            long count = verdict.counts().getOrDefault(rule.name(), 0L);
            String result = count == 0 ? "holds" : count + " violations";
            text.append(String.format(Locale.ROOT, "  %-24s %s. %s%n", rule.name(), result, rule.description()));
        }
        verdict.violations().forEach(violation -> text.append('\n').append(of(violation)));
        return text.toString();
    }

    /** One violation. */
    public String of(Violation violation) {
        StringBuilder text = new StringBuilder();
        text.append(violation.rule()).append(", ").append(violation.partition()).append(": ");
        text.append(violation.message()).append('\n');
        for (Event event : withFaults(window(violation))) {
            text.append(line(event));
        }
        FinalIndex log = logs.get(violation.partition());
        if (log != null) {
            text.append(around(violation, log));
        }
        return text.toString();
    }

    /** The events that show it; where it is what brokers have that shows it, the time in which the partition was written. */
    private List<Event> window(Violation violation) {
        if (!violation.window().isEmpty()) {
            return violation.window();
        }
        return Stream.of(sent, acknowledged)
                .flatMap(spans -> Optional.ofNullable(spans.get(violation.partition())).stream())
                .flatMap(span -> Stream.of(span.first(), span.last()))
                .distinct()
                .sorted(Comparator.comparingLong(Event::at))
                .toList();
    }

    /** Without a window, as of a partition that no client writes to, all faults are of that time. */
    private List<Event> withFaults(List<Event> window) {
        long begin = window.isEmpty() ? Long.MIN_VALUE : window.getFirst().at();
        long end = window.isEmpty() ? Long.MAX_VALUE : window.getLast().at();
        List<Fault> before = faults.stream().filter(f -> f.at() < begin).toList();
        List<Fault> within =
                faults.stream().filter(f -> f.at() >= begin && f.at() <= end).toList();
        List<Event> all = new ArrayList<>(window);
        all.addAll(before.subList(Math.max(0, before.size() - FAULTS_BEFORE), before.size()));
        all.addAll(within.subList(0, Math.min(within.size(), FAULTS_WITHIN)));
        all.addAll(within.subList(
                Math.max(Math.min(within.size(), FAULTS_WITHIN), within.size() - FAULTS_WITHIN), within.size()));
        all.sort(Comparator.comparingLong(Event::at));
        return all;
    }

    private static String line(Event event) {
        String mark = event instanceof Fault ? "*" : " ";
        return String.format(
                Locale.ROOT, " %s %12.3f ms  %-12s %s%n", mark, event.at() / 1e6, event.client(), EventWords.of(event));
    }

    private static String around(Violation violation, FinalIndex log) {
        StringBuilder text = new StringBuilder("   final log from " + log.startOffset() + " to " + log.endOffset());
        if (violation.offset() >= 0) {
            text.append(':');
            for (Entry entry : log.around(violation.offset(), REACH)) {
                boolean here = entry.offset() == violation.offset();
                text.append(here ? "  [" : "  ")
                        .append(entry.offset())
                        .append('=')
                        .append(entry.value());
                text.append(here ? "]" : "");
            }
        }
        return text.append('\n').toString();
    }
}

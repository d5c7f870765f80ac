package io.gokafka.harness.check;

import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.Event.Sent;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.FinalLog.Entry;
import io.gokafka.harness.history.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Ways to break a promise in a final log. */
final class LogMutations {
    private LogMutations() {}

    static Optional<Run> dropAcknowledged(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        return Facts.any(facts.acknowledgedAndRetained(EnumSet.of(Mode.IDEMPOTENT, Mode.ALL)), random)
                .map(event -> {
                    FinalLog log = facts.log(event.partition());
                    List<Entry> records = new ArrayList<>(log.records());
                    records.removeIf(entry -> entry.value().equals(event.value()));
                    return run.replace(Facts.with(log, records));
                });
    }

    /** Up to any record, in a log from which nothing may delete; a broker says rightly where it begins now. */
    static Optional<Run> dropBeginning(Run run, SplittableRandom random) {
        return anyRecord(run, new Facts(run), random, (log, _) -> !run.shortens(log.partition()))
                .map(at -> {
                    long start = at.entry.offset() + 1;
                    List<Entry> records = at.log.records().stream()
                            .filter(entry -> entry.offset() >= start)
                            .toList();
                    return run.replace(new FinalLog(at.log.partition(), start, at.log.endOffset(), records));
                });
    }

    static Optional<Run> duplicate(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        return anyRecord(run, facts, random, (_, entry) -> facts.mode(entry.value()) == Mode.IDEMPOTENT)
                .map(at -> run.replace(Facts.append(at.log, at.entry.value())));
    }

    static Optional<Run> addUnsent(Run run, SplittableRandom random) {
        return anyRecord(run, new Facts(run), random, (_, _) -> true)
                .map(at -> run.replace(set(at.log, at.entry, new Value(99, 0))));
    }

    static Optional<Run> addRefused(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        return Facts.any(facts.refused(run), random)
                .map(event -> run.replace(Facts.append(facts.log(event.partition()), event.value())));
    }

    static Optional<Run> addForeign(Run run, SplittableRandom random) {
        return anyRecord(run, new Facts(run), random, (_, _) -> true).map(at -> {
            FinalLog other = run.finalLogs().stream()
                    .filter(log -> !log.equals(at.log))
                    .findFirst()
                    .orElseThrow();
            return run.replace(Facts.append(other, at.entry.value()));
        });
    }

    static Optional<Run> swapIdempotent(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        return swap(
                run,
                facts,
                random,
                _ -> true,
                (one, other) ->
                        facts.mode(one.value()) == Mode.IDEMPOTENT && follows(facts, one.value(), other.value()));
    }

    /** Swaps the first copy of one, which was told its offset, with one that was sent later, in a log that has all copies. */
    static Optional<Run> swapAll(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        return swap(
                run,
                facts,
                random,
                log -> log.startOffset() == 0,
                (one, other) -> facts.mode(one.value()) == Mode.ALL
                        && isAcknowledgedAt(facts, one)
                        && isFirst(facts, one)
                        && follows(facts, one.value(), other.value()));
    }

    private static boolean isAcknowledgedAt(Facts facts, Entry entry) {
        var event = facts.acknowledged.get(entry.value());
        return event != null && event.offset() == entry.offset();
    }

    private static boolean isFirst(Facts facts, Entry entry) {
        Sent sent = Optional.ofNullable(facts.sent.get(entry.value())).orElseThrow();
        return facts.log(sent.partition()).records().stream()
                .filter(e -> e.value().equals(entry.value()))
                .allMatch(e -> e.offset() >= entry.offset());
    }

    private static boolean follows(Facts facts, Value one, Value other) {
        Sent first = Optional.ofNullable(facts.sent.get(one)).orElseThrow();
        Sent second = Optional.ofNullable(facts.sent.get(other)).orElseThrow();
        return first.client().equals(second.client()) && first.sequence() < second.sequence();
    }

    private static Optional<Run> swap(
            Run run,
            Facts facts,
            SplittableRandom random,
            Predicate<FinalLog> logs,
            BiPredicate<Entry, Entry> condition) {
        BiPredicate<FinalLog, Entry> hasPartner =
                (log, entry) -> logs.test(log) && partner(log, entry, condition).isPresent();
        return anyRecord(run, facts, random, hasPartner).map(at -> {
            Entry other = partner(at.log, at.entry, condition).orElseThrow();
            FinalLog changed = set(at.log, at.entry, other.value());
            return run.replace(set(changed, other, at.entry.value()));
        });
    }

    private static Optional<Entry> partner(FinalLog log, Entry entry, BiPredicate<Entry, Entry> condition) {
        return log.records().stream()
                .filter(other -> other.offset() > entry.offset() && condition.test(entry, other))
                .findFirst();
    }

    static Optional<Run> cutRead(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        List<Read> reads = run.events(Read.class, read -> facts.retained(read.partition(), read.offset()));
        return Facts.any(reads, random).map(read -> {
            FinalLog log = facts.log(read.partition());
            List<Entry> records = log.records().stream()
                    .filter(entry -> entry.offset() < read.offset())
                    .toList();
            return run.replace(new FinalLog(log.partition(), log.startOffset(), read.offset(), records));
        });
    }

    static Optional<Run> disorder(Run run, SplittableRandom random) {
        return anyRecord(
                        run,
                        new Facts(run),
                        random,
                        (log, entry) -> !entry.equals(log.records().getLast()))
                .map(at -> {
                    List<Entry> records = new ArrayList<>(at.log.records());
                    int index = records.indexOf(at.entry);
                    records.add(index, records.remove(index + 1));
                    return run.replace(Facts.with(at.log, records));
                });
    }

    static Optional<Run> lowerEnd(Run run, SplittableRandom random) {
        return anyRecord(run, new Facts(run), random, (_, _) -> true)
                .map(at -> run.replace(
                        new FinalLog(at.log.partition(), at.log.startOffset(), at.entry.offset(), at.log.records())));
    }

    static Optional<Run> dropLog(Run run, SplittableRandom random) {
        return anyRecord(run, new Facts(run), random, (_, _) -> true).map(at -> {
            List<FinalLog> others =
                    run.finalLogs().stream().filter(log -> !log.equals(at.log)).toList();
            return new Run(run.events(), others, run.replicas(), run.shortened());
        });
    }

    private record At(FinalLog log, Entry entry) {}

    private static Optional<At> anyRecord(
            Run run, Facts facts, SplittableRandom random, BiPredicate<FinalLog, Entry> condition) {
        List<At> all = run.finalLogs().stream()
                .filter(log -> facts.lives(log.partition()))
                .flatMap(log -> log.records().stream()
                        .filter(entry -> condition.test(log, entry))
                        .map(entry -> new At(log, entry)))
                .toList();
        return Facts.any(all, random);
    }

    private static FinalLog set(FinalLog log, Entry entry, Value value) {
        List<Entry> records = new ArrayList<>(log.records());
        records.replaceAll(e -> e.offset() == entry.offset() ? new Entry(e.offset(), value) : e);
        return Facts.with(log, records);
    }
}

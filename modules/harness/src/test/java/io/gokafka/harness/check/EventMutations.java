package io.gokafka.harness.check;

import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.Committed;
import io.gokafka.harness.history.Event.CommittedRead;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.Event.Positioned;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.Event.Resumed;
import io.gokafka.harness.history.Event.Sent;
import io.gokafka.harness.history.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Ways to break a promise in what clients were told. */
final class EventMutations {
    private EventMutations() {}

    static Optional<Run> shiftAcknowledged(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        return Facts.any(facts.acknowledgedAndRetained(EnumSet.of(Mode.IDEMPOTENT)), random)
                .map(e ->
                        run.replace(e, new Acknowledged(e.at(), e.client(), e.partition(), e.value(), e.offset() + 1)));
    }

    static Optional<Run> answerTwice(Run run, SplittableRandom random) {
        return Facts.any(run.events(Acknowledged.class, _ -> true), random).map(e -> run.insertAfter(e, e));
    }

    static Optional<Run> readAtTwoOffsets(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        List<Read> reads = run.events(
                Read.class, read -> facts.lives(read.partition()) && facts.mode(read.value()) == Mode.IDEMPOTENT);
        return Facts.any(reads, random)
                .map(read -> run.insertAfter(
                        read, new Read(read.at(), "another", read.partition(), read.offset() + 1, read.value())));
    }

    static Optional<Run> readBeforeSent(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        return Facts.any(run.events(Read.class, _ -> true), random).map(read -> {
            Sent sent = Optional.ofNullable(facts.sent.get(read.value())).orElseThrow();
            return run.replace(
                    read, new Read(sent.at() - 1, read.client(), read.partition(), read.offset(), read.value()));
        });
    }

    static Optional<Run> changeRead(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        return Facts.any(retainedReads(run, facts), random).map(read -> {
            Value other = new Value(read.value().client(), read.value().number() + 1);
            return run.replace(read, new Read(read.at(), read.client(), read.partition(), read.offset(), other));
        });
    }

    private static List<Read> retainedReads(Run run, Facts facts) {
        return run.events(Read.class, read -> facts.retained(read.partition(), read.offset()));
    }

    static Optional<Run> skipRead(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        List<Read> followed = pairs(run).stream()
                .map(Pair::first)
                .filter(read -> facts.retained(read.partition(), read.offset()))
                .toList();
        return Facts.any(followed, random).map(run::remove);
    }

    static Optional<Run> rereadUnmoved(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        List<Pair> living = pairs(run).stream()
                .filter(pair -> facts.lives(pair.first.partition()))
                .toList();
        return Facts.any(living, random).map(pair -> {
            Read first = pair.first;
            Read again = new Read(pair.second.at(), first.client(), first.partition(), first.offset(), first.value());
            return run.insertAfter(pair.second, again);
        });
    }

    /** Two reads of one client, one after the other, with no new position between. */
    private record Pair(Read first, Read second) {}

    private static List<Pair> pairs(Run run) {
        List<Pair> pairs = new ArrayList<>();
        Map<String, Event> last = new HashMap<>();
        for (Event event : run.events()) {
            if (event instanceof Read second && last.get(event.client()) instanceof Read first) {
                pairs.add(new Pair(first, second));
            }
            if (event instanceof Read || event instanceof Positioned) {
                last.put(event.client(), event);
            }
        }
        return pairs;
    }

    static Optional<Run> lowerCommittedRead(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        List<CommittedRead> reads = run.events(
                CommittedRead.class, read -> facts.lives(read.partition()) && floor(run, read, read.begun()) > 0);
        return Facts.any(reads, random).map(read -> {
            long lower = random.nextLong(-1, floor(run, read, read.begun()));
            return run.replace(
                    read,
                    new CommittedRead(read.at(), read.client(), read.group(), read.partition(), lower, read.begun()));
        });
    }

    /** Two above the end, which nobody has read: above what nobody can have committed, and above a log's beginning. */
    static Optional<Run> resumeTooHigh(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        return Facts.any(run.events(Resumed.class, e -> facts.lives(e.partition())), random)
                .map(e -> run.replace(e, at(e, facts.log(e.partition()).endOffset() + 2)));
    }

    static Optional<Run> resumeTooLow(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        List<Resumed> all = run.events(Resumed.class, e -> facts.lives(e.partition()) && floor(run, e, e.begun()) > 0);
        return Facts.any(all, random).map(e -> run.replace(e, at(e, random.nextLong(floor(run, e, e.begun())))));
    }

    private static Resumed at(Resumed e, long offset) {
        return new Resumed(e.at(), e.client(), e.group(), e.partition(), offset, e.begun());
    }

    static Optional<Run> lowerCommit(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        List<Committed> commits = run.events(
                Committed.class, event -> facts.lives(event.partition()) && floor(run, event, event.begun()) > 0);
        return Facts.any(commits, random).map(e -> {
            long lower = floor(run, e, e.begun()) - 1;
            return run.replace(e, new Committed(e.at(), e.client(), e.group(), e.partition(), lower, e.begun()));
        });
    }

    /** The highest offset of that partition that was committed before the time. */
    private static long floor(Run run, Event event, long begun) {
        var partition = switch (event) {
            case CommittedRead read -> read.partition();
            case Committed commit -> commit.partition();
            case Resumed resumed -> resumed.partition();
            default -> throw new IllegalArgumentException("of no group: " + event);
        };
        return run.events(Committed.class, c -> c.partition().equals(partition) && c.at() <= begun).stream()
                .mapToLong(Committed::offset)
                .max()
                .orElse(-1);
    }

    static Optional<Run> inventCommitted(Run run, SplittableRandom random) {
        Facts facts = new Facts(run);
        return Facts.any(run.events(CommittedRead.class, read -> facts.lives(read.partition())), random)
                .map(read -> run.replace(
                        read,
                        new CommittedRead(
                                read.at(), read.client(), read.group(), read.partition(), 1_000_000, read.begun())));
    }
}

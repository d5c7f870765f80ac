package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event.CommitFailed;
import io.gokafka.harness.history.Event.Committed;
import io.gokafka.harness.history.Event.CommittedRead;
import io.gokafka.harness.history.Event.Committing;
import io.gokafka.harness.history.Event.Resumed;
import java.util.ArrayList;
import java.util.List;

/** The offsets that one group committed for one partition, and who was told which. */
final class GroupHistory {
    /** Whose history it is. */
    record Key(String group, TopicPartition partition) {}

    private final Key key;
    private final List<Committing> begun = new ArrayList<>();
    private final List<Committed> committed = new ArrayList<>();
    private final List<CommittedRead> reads = new ArrayList<>();
    private final List<Resumed> resumed = new ArrayList<>();

    GroupHistory(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    /** All attempts to commit, but for those that are certain to have been refused. */
    List<Committing> begun() {
        return begun;
    }

    List<Committed> committed() {
        return committed;
    }

    List<CommittedRead> reads() {
        return reads;
    }

    /** Where members went on. */
    List<Resumed> resumed() {
        return resumed;
    }

    void add(Committing event) {
        begun.add(event);
    }

    void add(Committed event) {
        committed.add(event);
    }

    void add(CommittedRead event) {
        reads.add(event);
    }

    void add(Resumed event) {
        resumed.add(event);
    }

    /** Takes the last attempt of that client at that offset away: it was refused. */
    void refused(CommitFailed event) {
        for (int i = begun.size() - 1; i >= 0; i--) {
            Committing attempt = begun.get(i);
            if (attempt.offset() == event.offset() && attempt.client().equals(event.client())) {
                begun.remove(i);
                return;
            }
        }
    }
}

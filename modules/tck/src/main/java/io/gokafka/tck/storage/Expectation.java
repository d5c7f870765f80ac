package io.gokafka.tck.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a store has, as far as that can be known while processes end in the middle of their work; and how it came to that. */
final class Expectation {
    private final List<String> history = new ArrayList<>();
    private Replica before = Replica.NEW;
    private Replica after = Replica.NEW;
    private String operation = "the start";

    /** What is there, when no operation is running. */
    Replica now() {
        return before;
    }

    /** An operation may have been begun, or done. */
    void begin(Operation begun) {
        operation = begun.name();
        after = begun.after();
    }

    /** The operation that was begun last was done. */
    void done() {
        history.add(operation);
        before = after;
    }

    void note(String event) {
        history.add(event);
    }

    /** The process ended. */
    void ended() {
        history.add("the end, at " + operation);
    }

    /**
     * A start has found something, which has to be what was there before or after the last operation; from now on it is durable.
     *
     * @throws AssertionError when it is neither
     */
    void settle(Replica found) {
        Optional<String> differs = before.differsFrom(found);
        if (differs.isPresent() && after.differsFrom(found).isPresent()) {
            throw new AssertionError("at " + operation + ", the store is neither as before: " + differs.get()
                    + "; nor as after: " + after.differsFrom(found).get());
        }
        before = found.synced();
        after = before;
        operation = "the start";
        history.add("found entries up to " + found.lastIndex());
    }

    @Override
    public String toString() {
        return String.join("\n  ", history);
    }
}

package io.gokafka.broker.partition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BinaryOperator;

/**
 * What entries of a log say of it, as where it starts, or up to where it is to be compacted: that of the entries which are committed.
 * Those that are appended and not committed wait here. It never goes back.
 *
 * <p>Threading: {@link #get} for any thread, the rest for one at a time.
 */
final class CommittedMark<T> {
    private record Pending<T>(long index, T value) {}

    private final Deque<Pending<T>> pending = new ArrayDeque<>();
    private final BinaryOperator<T> together;
    private volatile T value;

    /**
     * Before any entry says so.
     *
     * @param together what two of them come to
     */
    CommittedMark(T none, BinaryOperator<T> together) {
        this.value = none;
        this.together = together;
    }

    /** What it is now. */
    T get() {
        return value;
    }

    /** An entry says so, and is not known to be committed. */
    void appended(long index, T newValue) {
        pending.addLast(new Pending<>(index, newValue));
    }

    /** What is appended and not committed may be gone. */
    void forgetPending() {
        pending.clear();
    }

    /** A snapshot says so, which is of what is committed. */
    void restored(T newValue) {
        value = together.apply(value, newValue);
    }

    /** Entries up to an index are committed. */
    void committed(long index) {
        while (!pending.isEmpty() && pending.getFirst().index() <= index) {
            restored(pending.removeFirst().value());
        }
    }
}

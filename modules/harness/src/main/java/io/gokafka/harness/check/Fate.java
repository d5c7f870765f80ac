package io.gokafka.harness.check;

import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.Failed;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.Event.Sent;
import io.gokafka.harness.history.Value;
import org.jspecify.annotations.Nullable;

/** What became of one value that was sent. Filled while a run is indexed, then only read. */
final class Fate {
    /** No place is known. */
    static final long NOWHERE = -1;

    private final Sent sent;
    private @Nullable Acknowledged acknowledged;
    private long toldOffset = NOWHERE;
    private @Nullable Failed failed;
    private @Nullable Read read;
    private long kept = NOWHERE;

    Fate(Sent sent) {
        this.sent = sent;
    }

    Sent sent() {
        return sent;
    }

    Value value() {
        return sent.value();
    }

    /** Whether its producer was promised that nothing acknowledged is lost. */
    boolean promised() {
        return sent.mode() == Mode.IDEMPOTENT || sent.mode() == Mode.ALL;
    }

    boolean idempotent() {
        return sent.mode() == Mode.IDEMPOTENT;
    }

    @Nullable Acknowledged acknowledged() {
        return acknowledged;
    }

    /** The offset that its producer was told, or {@link #NOWHERE}: also when the topic may have been another one by then. */
    long toldOffset() {
        return toldOffset;
    }

    @Nullable Failed failed() {
        return failed;
    }

    /** Whether it is certain that it was not written. */
    boolean refused() {
        return failed != null && failed.known();
    }

    /** Whether it may or may not be in the log. */
    boolean unknown() {
        return acknowledged == null && !refused();
    }

    /** What its producer was told, if anything. */
    @Nullable Event answer() {
        return acknowledged != null ? acknowledged : failed;
    }

    /** The first event that shows it to a reader, if one does. */
    @Nullable Read read() {
        return read;
    }

    /** Its first offset in the final log of its partition, or {@link #NOWHERE}. */
    long kept() {
        return kept;
    }

    void acknowledged(Acknowledged event, long offset) {
        acknowledged = event;
        toldOffset = offset;
    }

    void failed(Failed event) {
        failed = event;
    }

    void read(Read event) {
        if (read == null) {
            read = event;
        }
    }

    void kept(long offset) {
        if (kept == NOWHERE) {
            kept = offset;
        }
    }
}

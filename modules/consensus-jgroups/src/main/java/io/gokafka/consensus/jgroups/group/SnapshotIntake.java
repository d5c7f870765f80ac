package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.storage.Snapshot;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a leader's snapshot. For the group's thread. */
final class SnapshotIntake {
    private Rpc.Install.@Nullable Head head;
    private final ByteArrayOutputStream state = new ByteArrayOutputStream();

    /** Bytes of the state that have arrived. */
    int received() {
        return state.size();
    }

    /** Takes a part; the snapshot when it was the last. Parts that do not continue what is there are ignored. */
    Optional<Snapshot> take(Rpc.Install install, ByteBuffer payload) {
        if (!install.head().equals(head) || install.position() == 0) {
            head = install.head();
            state.reset();
        }
        if (install.position() != state.size()) {
            return Optional.empty();
        }
        byte[] part = new byte[payload.remaining()];
        payload.get(part);
        state.writeBytes(part);
        Rpc.Install.Head h = install.head();
        return state.size() == h.total()
                ? Optional.of(new Snapshot(h.index(), h.snapshotTerm(), h.offset(), h.voters(), state.toByteArray()))
                : Optional.empty();
    }
}

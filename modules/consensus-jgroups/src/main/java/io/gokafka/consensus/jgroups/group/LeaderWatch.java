package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What is looked after from time to time in groups where nothing happens. For the group's thread. */
final class LeaderWatch {
    private final Core core;
    private long heardOfLeaderAt;
    private long preferredSince = Long.MAX_VALUE;

    LeaderWatch(Core core) {
        this.core = core;
        heard();
    }

    /** The leader has said something. */
    void heard() {
        heardOfLeaderAt = core.now();
    }

    /** A leader that was silent for long is asked whether it still leads; after a while without an answer it is forgotten. */
    void checkLeader(Duration silence) {
        long silent = core.now() - heardOfLeaderAt;
        Optional<BrokerId> leader = core.terms().leader();
        if (core.leads() || leader.isEmpty() || silent < silence.toNanos()) {
            return;
        }
        if (silent > 3 * silence.toNanos()) {
            core.leaderGone(leader.get());
        } else {
            core.wire().send(leader.get(), new Rpc.Ask(core.terms().term()));
        }
    }

    /** Gives leadership back to the preferred replica, once it has been ready for a while. */
    void rebalance(Duration delay) {
        Leading leading = core.leading();
        BrokerId preferred = core.book().voters().getFirst();
        Progress progress = leading == null ? null : leading.progressOf(preferred);
        if (progress == null || !progress.voting() || progress.mode() != Progress.Mode.STREAM) {
            preferredSince = Long.MAX_VALUE;
        } else if (preferredSince == Long.MAX_VALUE) {
            preferredSince = core.now();
        } else if (core.now() - preferredSince >= delay.toNanos()) {
            preferredSince = Long.MAX_VALUE;
            core.succession().transfer(preferred, new CompletableFuture<>());
        }
    }
}

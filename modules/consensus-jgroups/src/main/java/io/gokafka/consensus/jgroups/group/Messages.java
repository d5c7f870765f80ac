package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings each message to the part of the replica that it is for. For the group's thread. */
final class Messages {
    private final Core core;
    private final LeaderWatch watch;
    private final SnapshotIntake intake = new SnapshotIntake();

    Messages(Core core, LeaderWatch watch) {
        this.core = core;
        this.watch = watch;
    }

    void received(BrokerId from, Rpc rpc, ByteBuffer payload) {
        switch (rpc) {
            case Rpc.Append m -> append(from, m, payload);
            case Rpc.Install m -> install(from, m, payload);
            case Rpc.Ack m -> ifMyTerm(m.term(), l -> l.onAck(from, m));
            case Rpc.Nack m -> ifMyTerm(m.term(), l -> l.onNack(from, m));
            case Rpc.InstallAck m -> ifMyTerm(m.term(), l -> l.onInstallAck(from, m));
            case Rpc.Canvass m -> core.elections().onCanvass(from, m);
            case Rpc.Ballot m -> core.elections().onBallot(from, m);
            case Rpc.Elected m -> core.elections().onElected(from, m);
            case Rpc.Ask m -> asked(from);
            case Rpc.Hint m -> m.leader().ifPresent(core.elections()::askLeader);
            case Rpc.Resign m -> resigned(from, m);
        }
    }

    /** Answers to a leader: of its term they are handled, of a later one they end its leadership (Raft, section 5.1). */
    private void ifMyTerm(long term, Consumer<Leading> action) {
        Leading leading = core.leading();
        if (leading != null && term > leading.term()) {
            core.terms().enter(term);
            core.stepDown("a replica is in term " + term);
        } else {
            core.ifLeading(term, action);
        }
    }

    private void append(BrokerId from, Rpc.Append append, ByteBuffer payload) {
        watch.heard();
        if (append.term() < core.terms().term()) {
            core.wire().send(from, new Rpc.Nack(core.terms().term(), append.seq(), 0));
        } else {
            core.follow(append.term(), from).append(append, payload);
        }
    }

    private void install(BrokerId from, Rpc.Install install, ByteBuffer payload) {
        if (install.term() < core.terms().term()) {
            core.wire().send(from, new Rpc.Nack(core.terms().term(), install.seq(), 0));
            return;
        }
        Following now = core.follow(install.term(), from);
        intake.take(install, payload).ifPresent(snapshot -> install(now, install.head(), snapshot));
        core.wire().send(from, new Rpc.InstallAck(core.terms().term(), install.seq(), intake.received()));
    }

    private void install(Following following, Rpc.Install.Head head, Snapshot snapshot) {
        long before = head.firstIndex() - 1;
        if (core.book().termAt(before) == head.previousTerm()) {
            return; // the logs meet: what is here is of use
        }
        boolean news = snapshot.index() >= core.snapshots().index();
        if (news) {
            // First the snapshot: with it and an old log the leader would send it again, not so the other way round.
            core.snapshots().store(snapshot);
        }
        core.book().reset(head.firstIndex(), head.startOffset(), head.previousTerm(), core.syncer());
        core.votersMayHaveChanged();
        following.installed();
        if (news) {
            core.env().listener().onSnapshot(snapshot);
        }
    }

    private void asked(BrokerId from) {
        core.elections().opened(from);
        if (core.terms().leader().filter(from::equals).isPresent()) {
            core.leaderGone(from); // a leader would not ask
        }
        Leading leading = core.leading();
        if (leading != null) {
            core.reach().include(from);
            leading.asked(from);
        } else {
            core.wire().send(from, new Rpc.Resign(core.terms().term(), false));
            core.liveLeader()
                    .ifPresent(l ->
                            core.wire().send(from, new Rpc.Hint(core.terms().term(), Optional.of(l))));
        }
    }

    private void resigned(BrokerId from, Rpc.Resign resign) {
        Leading leading = resign.leaves() ? core.leading() : null;
        if (leading != null) {
            leading.joined(from); // whatever it had acknowledged, it may come back without
        }
        if (leading != null && !core.book().voters().contains(from)) {
            core.reach().exclude(from);
            leading.left(from);
        }
        if (core.terms().leader().filter(from::equals).isPresent()) {
            core.leaderGone(from);
        }
    }
}

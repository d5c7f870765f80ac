package io.gokafka.consensus.jgroups.stack;

import io.gokafka.consensus.jgroups.rules.ViewJudgement;
import io.gokafka.consensus.jgroups.rules.ViewJudgement.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.protocols.raft.ELECTION;
import org.jgroups.protocols.raft.election.BaseElection;

/**
 * JGroups-raft's view-driven election: the change of a view decides whether an election is due and whether this replica, the
 * first of the view, organises it. {@link ViewJudgement} decides it as {@link ELECTION} does, and can be simulated. The vote
 * itself is taken by the replica on the group's own thread (see {@code docs/consensus.md}): the inherited one reads the log on another thread than the one that appends to it,
 * so that an entry could be acknowledged to an old leader after the vote for a new one was given.
 *
 * <p><b>Threading.</b> JGroups' threads only hand views over; {@link #onView} is for the group's own thread.
 */
public final class GroupElection extends ELECTION {
    private final GroupPort port;

    /** For a replica. */
    public GroupElection(GroupPort port) {
        this.port = port;
        setId(ELECTION_ID);
    }

    /** Judges a view. */
    public void onView(View subView) {
        Optional<List<Member>> before = Optional.ofNullable(view).map(GroupElection::members);
        view = subView;
        ViewJudgement.Judge judge =
                new ViewJudgement.Judge(local_addr, port.voters(), port.leads(), Optional.ofNullable(raft.leader()));
        switch (ViewJudgement.of(before, members(subView), judge)) {
            case ELECT -> port.startElection();
            case MAJORITY_LOST -> port.majorityLost();
            case NOTHING -> {}
        }
    }

    private static List<Member> members(View view) {
        List<Member> members = new ArrayList<>();
        for (Address address : view.getMembersRaw()) {
            RaftIds.brokerOf(address).ifPresent(b -> members.add(new Member(b, address)));
        }
        return members;
    }

    @Override
    protected void handleView(View subView) {
        port.viewChanged(subView);
    }

    /** The first view comes down the stack unfiltered, and is not for a group: {@link MainChannel} tells {@link SubView} of it. */
    @Override
    public Object down(Event event) {
        return down_prot.down(event);
    }

    /** {@link #onView} begins elections. */
    @Override
    public synchronized BaseElection startVotingThread() {
        return this;
    }

    @Override
    public synchronized BaseElection stopVotingThread() {
        return this;
    }

    @Override
    public void stop() {
        // there is no thread to stop
    }
}

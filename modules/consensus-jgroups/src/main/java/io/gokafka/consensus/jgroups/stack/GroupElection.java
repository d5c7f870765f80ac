package io.gokafka.consensus.jgroups.stack;

import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.protocols.raft.ELECTION;
import org.jgroups.protocols.raft.election.BaseElection;

/**
 * JGroups-raft's view-driven election: {@link ELECTION} decides from the change of a view whether an election is due and
 * whether this replica, the first of the view, organises it. The vote itself is taken by the replica on the group's own
 * thread (see {@code docs/consensus.md}): the inherited one reads the log on another thread than the one that appends to it,
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

    /** Lets {@link ELECTION} judge a view. */
    public void onView(View subView) {
        super.handleView(subView);
    }

    @Override
    protected void handleView(View subView) {
        port.viewChanged(subView);
    }

    /** The first view comes down the stack unfiltered; {@link SubView} sends it up again. */
    @Override
    public Object down(Event event) {
        return down_prot.down(event);
    }

    @Override
    public synchronized BaseElection startVotingThread() {
        port.startElection();
        return this;
    }

    @Override
    public synchronized BaseElection stopVotingThread() {
        return this; // majorityLost does
    }

    /** A leader greets new members with its log instead. */
    @Override
    protected void sendLeaderElectedMessage(Address leader, long term) {}

    @Override
    public void stop() {
        // there is no thread to stop
    }
}

package io.gokafka.consensus.jgroups.stack;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.nio.ByteBuffer;
import java.util.List;
import org.jgroups.View;

/**
 * What the protocols of a group need of the replica.
 *
 * <p><b>Threading.</b> {@link #received} and {@link #viewChanged} are called by JGroups' threads and only put work into the
 * group's queue. The others are called from {@link GroupElection#onView}, on the group's own thread.
 */
public interface GroupPort {
    /** A message of another replica. */
    void received(BrokerId from, Rpc rpc, ByteBuffer payload);

    /** The reachable replicas changed; the replica calls {@link GroupElection#onView} with it later. */
    void viewChanged(View subView);

    /** The voters in force. */
    List<BrokerId> voters();

    /** Whether this replica leads. */
    boolean leads();

    /** The current term. */
    long term();

    /** This replica is the one to organise an election now. */
    void startElection();

    /** A majority of the voters is out of reach. */
    void majorityLost();
}

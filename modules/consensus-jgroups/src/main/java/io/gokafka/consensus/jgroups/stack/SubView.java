package io.gokafka.consensus.jgroups.stack;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.rules.GroupSight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Shows a group only those members of the broker's view that are its replicas, in the group's order of preference, and
 * sends what would go to everyone to exactly those. Without it JGroups-raft sends each message to all brokers, and tests
 * majorities against all of them.
 *
 * <p>When a broker was restarted before its old address left the view, both are in it: the later one counts.
 *
 * <p>Once it is connected a view may come by two ways, up the stack and from {@link MainChannel}, as a fork that is connected while the broker's
 * view changes is told of the one before, or of none. A view that is not newer than the last one is passed over.
 *
 * <p><b>Threading.</b> Safe for use by several threads; views are passed up under a lock, in order.
 */
public final class SubView extends Protocol {
    private static final short PROTOCOL_ID = 1_520;

    static {
        ClassConfigurator.addProtocol(PROTOCOL_ID, SubView.class);
    }

    private final BrokerId self;
    private volatile Map<BrokerId, Address> reachable = Map.of();
    private volatile List<Address> members = List.of();
    private List<BrokerId> replicas;
    private @Nullable View mainView;
    private boolean connected;

    /** For a broker's replica of a group with these replicas, the preferred leader first. */
    public SubView(BrokerId self, List<BrokerId> replicas) {
        this.self = self;
        this.replicas = List.copyOf(replicas);
    }

    /** Replaces the replicas; a view of them goes up when the members change by that. */
    public synchronized void replicas(List<BrokerId> replicas) {
        if (!this.replicas.equals(replicas)) {
            this.replicas = List.copyOf(replicas);
            View view = mainView;
            if (view != null) {
                passUp(view);
            }
        }
    }

    /** The present address of a broker, replica or not; empty when it is out of reach. */
    public Optional<Address> addressOf(BrokerId broker) {
        return Optional.ofNullable(reachable.get(broker));
    }

    /** The broker that a message came from; empty when that address is not, or not any more, that of the broker. */
    public Optional<BrokerId> senderOf(Message message) {
        return RaftIds.brokerOf(message.getSrc()).filter(b -> message.getSrc().equals(reachable.get(b)));
    }

    @Override
    public @Nullable Object up(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            offer(event.getArg());
            return null;
        }
        return up_prot.up(event);
    }

    @Override
    public @Nullable Object down(Message message) {
        if (message.getDest() != null) {
            return down_prot.down(message);
        }
        for (Address member : members) {
            if (!member.equals(local_addr)) {
                down_prot.down(message.copy(true, true).setDest(member));
            }
        }
        return null;
    }

    /** The group's stack is whole and knows its address. Before that a view could not be judged, so none is passed up. */
    synchronized void connected() {
        connected = true;
    }

    /** A view of the broker's channel. */
    synchronized void offer(View view) {
        if (!connected) {
            return;
        }
        if (mainView != null && view.getViewId().compareToIDs(mainView.getViewId()) <= 0) {
            return;
        }
        mainView = view;
        Map<BrokerId, Address> found = new HashMap<>();
        for (Address address : view.getMembersRaw()) {
            RaftIds.brokerOf(address).ifPresent(b -> found.put(b, address));
        }
        if (local_addr != null) {
            found.put(self, local_addr);
        }
        reachable = Map.copyOf(found);
        passUp(view);
    }

    private void passUp(View view) {
        Map<BrokerId, Address> now = reachable;
        List<Address> inReach = new ArrayList<>();
        GroupSight.members(replicas, self, now::containsKey)
                .forEach(m -> inReach.add(Objects.requireNonNull(now.get(m))));
        members = List.copyOf(inReach);
        up_prot.up(new Event(Event.VIEW_CHANGE, new View(view.getViewId(), inReach)));
    }
}

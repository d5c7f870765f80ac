package io.gokafka.consensus.jgroups.stack;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.PhysicalAddress;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCPPING;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.Responses;

/**
 * Discovery among an explicit list of peers that may change at run time. Looks nowhere else, and does not wait when there is
 * nobody to ask.
 */
final class PeerDiscovery extends TCPPING {
    private static final short ID_OF_TCPPING = ClassConfigurator.getProtocolId(TCPPING.class);

    /** Peers that do not answer within this time are down: a broker that starts alone does not wait longer. */
    private static final int FIRST_LOOK_MS = 250;

    private final CountDownLatch bound = new CountDownLatch(1);
    private volatile List<PhysicalAddress> peers = List.of();

    PeerDiscovery() {
        setId(ID_OF_TCPPING);
        initial_hosts_set_programmatically = true;
        setPortRange(0);
    }

    /** Counted down once the transport has bound its address and joining begins. */
    CountDownLatch bound() {
        return bound;
    }

    /** Replaces the peers; names that cannot be resolved now are left out until the next call. */
    void peers(Collection<InetSocketAddress> addresses) {
        List<PhysicalAddress> resolved = new ArrayList<>();
        for (InetSocketAddress address : addresses) {
            if (!address.isUnresolved()) {
                resolved.add(new IpAddress(address.getAddress(), address.getPort()));
            }
        }
        peers = List.copyOf(resolved);
        initial_hosts = List.copyOf(resolved);
    }

    @Override
    public Object down(Event event) {
        Object result = super.down(event);
        if (event.getType() == Event.CONNECT) {
            bound.countDown();
        }
        return result;
    }

    @Override
    public void findMembers(List<Address> members, boolean initialDiscovery, Responses responses) {
        if (peers.isEmpty()) {
            responses.done();
        } else {
            super.findMembers(members, initialDiscovery, responses);
            if (initialDiscovery) {
                var _ = timer.schedule(responses::done, FIRST_LOOK_MS, TimeUnit.MILLISECONDS);
            }
        }
    }
}

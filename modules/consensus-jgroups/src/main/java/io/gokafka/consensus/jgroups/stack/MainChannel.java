package io.gokafka.consensus.jgroups.stack;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.consensus.jgroups.JGroupsSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.fork.ForkChannel;
import org.jgroups.fork.UnknownForkHandler;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FORK;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A broker's one JGroups channel: TCP on the replication address and nothing else, an explicit list of peers, no multicast,
 * no diagnostics port. A peer is taken for dead when its connection is closed and it does not answer any more, or when it was
 * silent for a while.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public final class MainChannel implements AutoCloseable {
    /** Brokers that connect to each other at the same time lose what they send first; a join must outlast that. */
    private static final int RETRANSMIT_MS = 100;

    private static final int JOIN_MS = 1_500;

    /** More than what a message has besides its payload. */
    private static final int HEADERS = 4 << 10;
    /** A default batch and what is around it comes with one read. */
    private static final int READ_AT_ONCE = 64 << 10;

    private static final String FORK_CHANNEL = "g"; // one a stack, and it travels with each message

    private final JChannel channel;
    private final PeerDiscovery discovery = new PeerDiscovery();
    private final BrokerId self;
    private final CompletableFuture<Void> joined = new CompletableFuture<>();
    private final Set<SubView> subViews = ConcurrentHashMap.newKeySet();
    private volatile Set<BrokerId> reachable;
    private volatile Consumer<Set<BrokerId>> listener = r -> {};

    private MainChannel(BrokerId self, HostPort bind, Optional<HostPort> advertised, JGroupsSettings settings)
            throws Exception {
        this.self = self;
        reachable = Set.of(self);
        QuietLogs.apply();
        RpcHeader.register();
        channel = new JChannel(protocols(bind, advertised, settings));
        channel.setName(self.value());
        channel.addAddressGenerator(() -> RaftIds.newAddress(self));
        channel.setReceiver(new Views());
    }

    /**
     * Binds the address and begins to join the peers.
     *
     * @throws Exception when the address cannot be bound
     */
    public static MainChannel open(
            String clusterId, BrokerId self, HostPort bind, Map<BrokerId, HostPort> peers, JGroupsSettings settings)
            throws Exception {
        MainChannel main = new MainChannel(self, bind, Optional.ofNullable(peers.get(self)), settings);
        main.peers(peers);
        Thread.ofVirtual().name("consensus-join").start(() -> main.connect(clusterId));
        CountDownLatch bound = main.discovery.bound();
        while (!bound.await(5, TimeUnit.MILLISECONDS)) {
            if (main.joined.isCompletedExceptionally()) {
                main.channel.close();
                Throwable cause = main.joined.exceptionNow();
                throw cause instanceof Exception e ? e : new IllegalStateException(cause);
            }
        }
        return main;
    }

    private void connect(String clusterId) {
        try {
            channel.connect(clusterId);
            joined.complete(null);
        } catch (Throwable e) {
            joined.completeExceptionally(e);
        }
    }

    /** Completes when this broker is in a view, be it alone. */
    public CompletableFuture<Void> joined() {
        return joined;
    }

    /** Replaces the peers. */
    public void peers(Map<BrokerId, HostPort> peers) {
        discovery.peers(peers.entrySet().stream()
                .filter(e -> !e.getKey().equals(self))
                .map(e -> e.getValue().toSocketAddress())
                .collect(Collectors.toSet()));
    }

    /** The brokers that are reachable now. */
    public Set<BrokerId> reachable() {
        return reachable;
    }

    /** Sets who is told when that changes. */
    public void onReachableChange(Consumer<Set<BrokerId>> listener) {
        this.listener = listener;
    }

    /**
     * A connected channel for a group on top of this one.
     *
     * @param subView the group's lowest protocol; it is told of each view once it is connected, until it is forgotten
     * @param others the group's other protocols, from bottom to top
     */
    public ForkChannel fork(String group, SubView subView, Protocol... others) throws Exception {
        Protocol[] protocols =
                Stream.concat(Stream.of(subView), Arrays.stream(others)).toArray(Protocol[]::new);
        ForkChannel fork = new ForkChannel(channel, group, FORK_CHANNEL, protocols);
        fork.connect(group);
        subView.connected();
        subViews.add(subView); // before the view is asked for: a later one comes to it by this
        View now = channel.getView();
        if (now != null) {
            subView.offer(now);
        }
        return fork;
    }

    /** A group is not connected any more. */
    public void forget(SubView subView) {
        subViews.remove(subView);
    }

    @Override
    public void close() {
        channel.close();
    }

    private Protocol[] protocols(HostPort bind, Optional<HostPort> advertised, JGroupsSettings settings)
            throws UnknownHostException {
        long failureMs = settings.failureTimeout().toMillis();
        FORK fork = new FORK();
        fork.setUnknownForkHandler(new Ignore());
        return new Protocol[] {
            transport(bind, advertised, settings),
            discovery,
            new MERGE3().setMinInterval(200).setMaxInterval(800),
            new FD_ALL3().setTimeout(failureMs).setInterval(Math.max(100, failureMs / 5)),
            new VERIFY_SUSPECT2().setTimeout(settings.verifyTimeout().toMillis()),
            new NAKACK2().useMcastXmit(false).setXmitInterval(RETRANSMIT_MS),
            new UNICAST3().setXmitInterval(RETRANSMIT_MS),
            new STABLE(),
            new GMS()
                    .setJoinTimeout(JOIN_MS)
                    .setMaxJoinAttempts(3)
                    .setLeaveTimeout(500)
                    .setMergeTimeout(2_000)
                    .setViewAckCollectionTimeout(300)
                    .printLocalAddress(false)
                    .printPhysicalAddress(false)
                    .logViewWarnings(false),
            new FRAG4().setFragSize(settings.maxMessage() + HEADERS),
            fork
        };
    }

    private static TCP transport(HostPort bind, Optional<HostPort> advertised, JGroupsSettings settings)
            throws UnknownHostException {
        TCP tcp = new QuietTcp(settings.maxMessage() + 2 * HEADERS);
        tcp.setBindAddr(InetAddress.getByName(bind.host()));
        tcp.setBindPort(bind.port());
        tcp.setPortRange(0);
        if (advertised.isPresent()) {
            InetSocketAddress address = advertised.get().toSocketAddress();
            if (!address.isUnresolved() && !address.equals(new InetSocketAddress(tcp.getBindAddr(), bind.port()))) {
                tcp.setExternalAddr(address.getAddress());
                tcp.setExternalPort(address.getPort());
            }
        }
        tcp.setSockConnTimeout(500);
        tcp.setPeerAddrReadTimeout(500);
        tcp.setMaxLength(settings.maxFrame());
        tcp.tcpNodelay(true);
        tcp.logDetails(false);
        tcp.enableSuspectEvents(true);
        tcp.setTimeServiceInterval(500);
        tcp.setBufferedInputStreamSize(READ_AT_ONCE);
        return tcp;
    }

    /** Groups that are not open here are not open yet, or not any more: both are normal. */
    private static final class Ignore implements UnknownForkHandler {
        @Override
        public @Nullable Object handleUnknownForkStack(Message message, String forkStackId) {
            return null;
        }

        @Override
        public @Nullable Object handleUnknownForkChannel(Message message, String forkChannelId) {
            return null;
        }
    }

    private final class Views implements Receiver {
        @Override
        public void viewAccepted(View view) {
            subViews.forEach(subView -> subView.offer(view));
            Set<BrokerId> now = new HashSet<>(Set.of(self));
            for (Address address : view.getMembersRaw()) {
                RaftIds.brokerOf(address).ifPresent(now::add);
            }
            if (!now.equals(reachable)) {
                reachable = Set.copyOf(now);
                listener.accept(reachable);
            }
        }
    }
}

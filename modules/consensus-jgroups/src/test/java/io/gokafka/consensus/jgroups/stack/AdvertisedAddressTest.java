package io.gokafka.consensus.jgroups.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.Settings;
import io.gokafka.consensus.jgroups.JGroupsSettings;
import io.gokafka.tck.consensus.TestCluster;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import org.jgroups.stack.IpAddress;
import org.junit.jupiter.api.Test;

/** Under which address a broker introduces itself to its peers: they connect to it there. */
class AdvertisedAddressTest {
    private static final int COOKIE_VERSION_AND_LENGTH = 8;
    private static final BrokerId SELF = new BrokerId("self");
    private static final BrokerId PEER = new BrokerId("peer");

    private final InetAddress loopback = InetAddress.getLoopbackAddress();

    @Test
    void anAdvertisedAddressThatDiffersInItsPortOnlyIsTheOneThatPeersAreTold() throws Exception {
        int bind = TestCluster.freeAddress().port();
        int advertised = TestCluster.freeAddress().port();
        assertEquals(new InetSocketAddress(loopback, advertised), introducedAs(bind, advertised));
    }

    @Test
    void withoutAnotherOneItIsTheAddressWhereItListens() throws Exception {
        int bind = TestCluster.freeAddress().port();
        assertEquals(new InetSocketAddress(loopback, bind), introducedAs(bind, bind));
    }

    private InetSocketAddress introducedAs(int bind, int advertised) throws Exception {
        try (ServerSocket peer = new ServerSocket(0, 5, loopback)) {
            peer.setSoTimeout(10_000);
            Map<BrokerId, HostPort> peers = Map.of(SELF, at(advertised), PEER, at(peer.getLocalPort()));
            try (MainChannel main =
                            MainChannel.open("test", SELF, at(bind), peers, JGroupsSettings.of(Settings.defaults()));
                    Socket connection = peer.accept();
                    DataInputStream in = new DataInputStream(connection.getInputStream())) {
                assertEquals(Set.of(SELF), main.reachable()); // nobody has answered
                in.skipNBytes(COOKIE_VERSION_AND_LENGTH);
                IpAddress address = new IpAddress();
                address.readFrom(in);
                return new InetSocketAddress(address.getIpAddress(), address.getPort());
            }
        }
    }

    private HostPort at(int port) {
        return new HostPort(loopback.getHostAddress(), port);
    }
}

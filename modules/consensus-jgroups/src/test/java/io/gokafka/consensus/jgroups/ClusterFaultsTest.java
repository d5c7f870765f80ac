package io.gokafka.consensus.jgroups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.consensus.jgroups.group.WatchedStore;
import io.gokafka.tck.consensus.Await;
import io.gokafka.tck.consensus.RecordingListener;
import io.gokafka.tck.consensus.TestCluster;
import io.gokafka.tck.consensus.TestReplica;
import io.gokafka.tck.storage.Batches;
import io.gokafka.tck.storage.InMemoryStorageProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that need real sockets, or more brokers than the contract has. */
class ClusterFaultsTest {
    @TempDir
    Path root;

    private TestCluster cluster;

    @BeforeEach
    void open() {
        cluster = new TestCluster(
                new JGroupsConsensusProvider(),
                new InMemoryStorageProvider(),
                root,
                new Settings(Map.of("consensus.jgroups.rebalance-delay", "200ms")),
                4);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void anOutsiderInTheViewDoesNotStandInForAReplica() {
        cluster.start(1, 2, 3, 4);
        List<BrokerId> voters = TestCluster.ids(3);
        List<TestReplica> replicas = cluster.openGroup(voters, TestCluster.id(1), TestCluster.id(2), TestCluster.id(3));
        TestReplica leader = TestCluster.leader(replicas);
        leader.commit("x");
        TestCluster.others(replicas, leader).forEach(r -> cluster.stop(r.broker()));
        Await.until("the leader steps down, though two of four brokers are there", () -> !leader.leads());
        Await.until(
                "two of four are left",
                () -> cluster.broker(leader.broker()).consensus().reachable().size() == 2);
        assertFalse(leader.leads());
    }

    @Test
    void nothingIsAcknowledgedBeforeAMajorityHasItOnDisk() {
        cluster.start(1, 2, 3);
        List<WatchedStore> stores = new ArrayList<>();
        List<ReplicaGroup> groups = new ArrayList<>();
        for (BrokerId id : TestCluster.ids(3)) {
            WatchedStore store = new WatchedStore(new InMemoryStorageProvider()
                    .open(new StorageContext(root, Settings.defaults(), Clock.systemUTC()))
                    .open(TestCluster.GROUP, LogConfig.DEFAULT));
            stores.add(store);
            groups.add(cluster.broker(id)
                    .consensus()
                    .open(new GroupSpec(TestCluster.GROUP, TestCluster.ids(3)), store, new RecordingListener()));
        }
        Await.until("a leader", () -> groups.stream().anyMatch(g -> g.status().isLeader()));
        ReplicaGroup leader =
                groups.stream().filter(g -> g.status().isLeader()).findFirst().orElseThrow();
        Await.result(leader.propose(RecordBatch.at(Batches.of(0, "first"))).committed());
        stores.forEach(s -> s.holdSyncs(true));
        Proposal held = leader.propose(RecordBatch.at(Batches.of(0, "held")));
        Await.until(
                "all have appended it",
                () -> stores.stream().allMatch(s -> s.bounds().lastIndex() >= 3));
        stores.getFirst().holdSyncs(false);
        Await.until("one has it on disk", () -> stores.getFirst().bounds().durableIndex() >= 3);
        assertFalse(held.committed().isDone());
        stores.getLast().holdSyncs(false);
        Await.result(held.committed());
        stores.forEach(s -> s.holdSyncs(false));
    }

    @Test
    void garbageOnTheReplicationPortDoesNoHarm() throws IOException {
        List<TestReplica> replicas = cluster.startThree();
        TestReplica leader = TestCluster.leader(replicas);
        leader.commit("before");
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);
        byte[] http = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] giantFrame = {'b', 'e', 'l', 'a', 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1, 2, 3, 4, 5, 6, 7, 8};
        for (byte[] garbage : List.of(random, http, giantFrame, new byte[0])) {
            sendAndAwaitClose(cluster.address(leader.broker()), garbage);
        }
        leader.commit("after");
        TestCluster.awaitSame(replicas);
        replicas.forEach(r -> assertEquals(List.of("before", "after"), r.committedValues()));
    }

    private static void sendAndAwaitClose(HostPort to, byte[] bytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(to.host(), to.port()), 2_000);
            socket.setSoTimeout(10_000);
            try (OutputStream out = socket.getOutputStream()) {
                out.write(bytes);
                out.flush();
                while (socket.getInputStream().read() >= 0) {
                    // until it is closed
                }
            } catch (java.net.SocketTimeoutException e) {
                throw new AssertionError("the connection was not closed", e);
            } catch (IOException reset) {
                // closed with unread bytes: as good
            }
        }
    }

    @Test
    void leadershipGoesBackToThePreferredReplica() {
        List<TestReplica> replicas = cluster.startThree();
        TestReplica leader = TestCluster.leader(replicas);
        leader.commit("a");
        TestCluster.awaitSame(replicas);
        BrokerId preferred = TestCluster.id(1);
        cluster.stop(preferred);
        List<TestReplica> left =
                replicas.stream().filter(r -> !r.broker().equals(preferred)).toList();
        TestCluster.leader(left).commit("b");
        cluster.start(1);
        TestReplica back = cluster.openGroup(TestCluster.ids(3), preferred).getFirst();
        Await.until("the preferred replica leads again", back::leads);
        back.commit("c");
        TestCluster.awaitSame(List.of(back, left.getFirst(), left.getLast()));
        left.forEach(r -> assertEquals(List.of("a", "b", "c"), r.committedValues()));
    }

    @Test
    void aBrokerThatComesBackAtAnotherAddressIsAccepted() {
        List<TestReplica> replicas = cluster.startThree();
        TestReplica leader = TestCluster.leader(replicas);
        leader.commit("a");
        TestCluster.awaitSame(replicas);
        TestReplica follower = TestCluster.others(replicas, leader).getFirst();
        cluster.stop(follower.broker());
        cluster.move(follower.broker());
        cluster.start(Integer.parseInt(follower.broker().value().substring(4)));
        TestReplica back =
                cluster.openGroup(TestCluster.ids(3), follower.broker()).getFirst();
        leader.commit("b");
        TestCluster.awaitSame(List.of(leader, back));
        assertTrue(back.committedValues().contains("b"));
    }
}

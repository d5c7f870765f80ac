package io.gokafka.consensus.jgroups.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.Settings;
import io.gokafka.consensus.jgroups.JGroupsSettings;
import io.gokafka.tck.consensus.Await;
import io.gokafka.tck.consensus.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import org.jgroups.fork.ForkChannel;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which thread takes what a peer has sent. */
@Timeout(60)
class ReceiversTest {
    private static final BrokerId A = new BrokerId("a");
    private static final BrokerId B = new BrokerId("b");

    private record Heard(int value, boolean byReceiver, boolean byVirtualThread) {}

    /** A group's protocol that notes who brings it its messages. */
    private static final class Ear extends Protocol {
        private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

        @Override
        public Object up(Message message) {
            Thread thread = Thread.currentThread();
            heard.add(new Heard(
                    message.getArray()[message.getOffset()],
                    thread.getName().startsWith("Connection.Receiver"),
                    thread.isVirtual()));
            return message;
        }

        @Override
        public void up(MessageBatch batch) {
            batch.forEach(this::up);
        }

        void send(Address to, int value, Message.Flag... flags) {
            down_prot.down(new BytesMessage(to, new byte[] {(byte) value}).setFlag(flags));
        }

        Heard next() throws InterruptedException {
            Heard next = heard.poll(20, TimeUnit.SECONDS);
            assertNotNull(next);
            return next;
        }
    }

    private final Ear earOfA = new Ear();
    private final Ear earOfB = new Ear();
    private MainChannel a;
    private MainChannel b;
    private Address addressOfB;

    @BeforeEach
    @SuppressWarnings("MustBeClosedChecker") // closed after each test
    void join() throws Exception {
        HostPort ofA = TestCluster.freeAddress();
        HostPort ofB = TestCluster.freeAddress();
        Map<BrokerId, HostPort> peers = Map.of(A, ofA, B, ofB);
        JGroupsSettings settings = JGroupsSettings.of(Settings.defaults());
        a = MainChannel.open("test", A, ofA, peers, settings);
        b = MainChannel.open("test", B, ofB, peers, settings);
        Await.until(
                "both see each other",
                () -> a.reachable().size() == 2 && b.reachable().size() == 2);
        a.fork("group", new SubView(A, List.of(A, B)), earOfA);
        ForkChannel fork = b.fork("group", new SubView(B, List.of(A, B)), earOfB);
        addressOfB = fork.getAddress();
    }

    @AfterEach
    void close() {
        a.close();
        b.close();
    }

    @Test
    void messagesOfGroupsAreBroughtByThePlatformThreadThatReadsFromTheSocket() throws Exception {
        earOfA.send(addressOfB, 1, Message.Flag.NO_RELIABILITY, Message.Flag.NO_FC);
        assertEquals(new Heard(1, true, false), earOfB.next());
    }

    /** They may wait for something, as a view does for its answers: the receiver must go on meanwhile. */
    @Test
    void otherMessagesAreNotTheReceiversAffairAndKeepTheirOrder() throws Exception {
        for (int i = 0; i < 100; i++) {
            earOfA.send(addressOfB, i);
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(new Heard(i, false, true), earOfB.next());
        }
    }

    @Test
    void bothKindsInOnePacketGoTheirOwnWays() throws Exception {
        for (int i = 0; i < 50; i++) {
            earOfA.send(addressOfB, 0);
            earOfA.send(addressOfB, 1, Message.Flag.NO_RELIABILITY, Message.Flag.NO_FC);
        }
        for (int i = 0; i < 100; i++) {
            Heard heard = earOfB.next();
            assertEquals(new Heard(heard.value, heard.value == 1, heard.value == 0), heard);
        }
    }
}

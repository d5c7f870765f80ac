package io.gokafka.consensus.jgroups.stack;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.Settings;
import io.gokafka.consensus.jgroups.JGroupsSettings;
import io.gokafka.tck.consensus.Await;
import io.gokafka.tck.consensus.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A view that comes while a group is being connected: the group is told of it, and so is the broker. */
@Timeout(60)
class ViewsWhileConnectingTest {
    private static final BrokerId A = new BrokerId("a");
    private static final BrokerId B = new BrokerId("b");

    /** Where in the making of a group's stack the view comes. */
    enum Moment {
        NOTHING_IS_ABOVE_THE_SUB_VIEW,
        NOT_STARTED
    }

    /** A group's protocol that lets something happen at a moment, and notes the views. */
    private static final class Witness extends Protocol {
        private final BlockingQueue<View> views = new LinkedBlockingQueue<>();
        private final Moment moment;
        private final Runnable then;

        Witness(Moment moment, Runnable then) {
            this.moment = moment;
            this.then = then;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
        }) // JGroups' signature: a protocol is set where any kind of it is asked for
        public <T extends Protocol> T setDownProtocol(Protocol below) {
            if (moment == Moment.NOTHING_IS_ABOVE_THE_SUB_VIEW) {
                assertNull(below.getUpProtocol());
                then.run();
            }
            return (T) super.setDownProtocol(below);
        }

        @Override
        public void start() {
            if (moment == Moment.NOT_STARTED) {
                then.run();
            }
        }

        @Override
        public Object up(Event event) {
            if (event.getType() == Event.VIEW_CHANGE) {
                views.add(event.getArg());
            }
            return up_prot.up(event);
        }

        void awaitViewOf(int members) throws InterruptedException {
            View view;
            do {
                view = views.poll(20, TimeUnit.SECONDS);
                assertNotNull(view, "no view of " + members);
            } while (view.size() != members);
        }
    }

    private final JGroupsSettings settings = JGroupsSettings.of(Settings.defaults());
    private Map<BrokerId, HostPort> peers;
    private MainChannel a;
    private @Nullable MainChannel b;

    @BeforeEach
    void openFirst() throws Exception {
        peers = Map.of(A, TestCluster.freeAddress(), B, TestCluster.freeAddress());
        a = open(A);
        a.joined().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        a.close();
        if (b != null) {
            b.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itReachesTheGroupAndTheBroker(Moment moment) throws Exception {
        Witness witness = new Witness(moment, () -> {
            b = open(B);
            Await.until("a sees b", () -> a.reachable().size() == 2);
        });
        a.fork("group", new SubView(A, List.of(A, B)), witness);
        assertNotNull(b, "nothing happened at that moment");
        witness.awaitViewOf(2);
    }

    @SuppressWarnings("MustBeClosedChecker") // closed after each test
    private MainChannel open(BrokerId broker) {
        try {
            return MainChannel.open("test", broker, Objects.requireNonNull(peers.get(broker)), peers, settings);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

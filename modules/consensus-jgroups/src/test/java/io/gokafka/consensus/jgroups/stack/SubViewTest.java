package io.gokafka.consensus.jgroups.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.EmptyMessage;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubViewTest {
    private static final BrokerId A = new BrokerId("a");
    private static final BrokerId B = new BrokerId("b");
    private static final BrokerId C = new BrokerId("c");

    private final Address a = RaftIds.newAddress(A);
    private final Address b = RaftIds.newAddress(B);
    private final Address c = RaftIds.newAddress(C);
    private final Address outsider = RaftIds.newAddress(new BrokerId("outsider"));
    private final SubView subView = new SubView(A, List.of(C, A, B));
    private final List<View> views = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    @BeforeEach
    void wire() {
        subView.setAddress(a);
        subView.setUpProtocol(new Protocol() {
            @Override
            public @Nullable Object up(Event event) {
                views.add(event.getArg());
                return null;
            }
        });
        subView.setDownProtocol(new Protocol() {
            @Override
            public @Nullable Object down(Message message) {
                messages.add(message);
                return null;
            }
        });
    }

    private void viewBeforeConnected() {
        subView.up(new Event(Event.VIEW_CHANGE, View.create(a, 1, a, b)));
    }

    private void view(Address... members) {
        subView.connected();
        subView.up(new Event(Event.VIEW_CHANGE, View.create(members[0], views.size() + 1, members)));
    }

    /** JGroups tells a stack of views once it is made, before it knows its address. */
    @Test
    void aViewThatComesBeforeTheGroupIsConnectedWaitsForTheOneThatItIsToldThen() {
        viewBeforeConnected();
        assertEquals(List.of(), views);
        view(a, b);
        assertEquals(List.of(a, b), views.getLast().getMembers());
    }

    @Test
    void aGroupSeesItsReplicasInTheOrderOfPreference() {
        view(outsider, b, a, c);
        assertEquals(List.of(c, a, b), views.getLast().getMembers());
    }

    @Test
    void outsidersGetNoCopy() {
        view(outsider, b, a, c);
        subView.down(new EmptyMessage(null));
        assertEquals(List.of(c, b), messages.stream().map(Message::getDest).toList());
    }

    @Test
    void aChangeOfTheReplicasIsAChangeOfTheView() {
        view(outsider, b, a, c);
        subView.replicas(List.of(B, A));
        assertEquals(List.of(b, a), views.getLast().getMembers());
        assertEquals(2, views.size());
        subView.replicas(List.of(B, A));
        assertEquals(2, views.size());
    }

    /** A fork that is connected is told of the view before, perhaps after it was told of the next one. */
    @Test
    void aViewThatComesLateDoesNotReplaceANewerOne() {
        View before = View.create(a, 1, a, b);
        View now = View.create(a, 2, a, b, c);
        subView.connected();
        subView.up(new Event(Event.VIEW_CHANGE, now));
        subView.offer(before);
        subView.offer(now);
        assertEquals(1, views.size());
        assertEquals(Optional.of(c), subView.addressOf(C));
        subView.offer(View.create(a, 3, a, c));
        assertEquals(List.of(c, a), views.getLast().getMembers());
        assertEquals(Optional.empty(), subView.addressOf(B));
    }

    @Test
    void ofTwoLivesOfABrokerTheLaterCounts() {
        Address bAgain = RaftIds.newAddress(B);
        view(a, b, c, bAgain);
        assertEquals(List.of(c, a, bAgain), views.getLast().getMembers());
        assertEquals(Optional.of(B), subView.senderOf(new EmptyMessage(a).setSrc(bAgain)));
        assertEquals(Optional.empty(), subView.senderOf(new EmptyMessage(a).setSrc(b)));
        assertNotEquals(b, bAgain);
    }

    @Test
    void someoneWithoutABrokerIdIsNobody() {
        assertTrue(RaftIds.brokerOf(org.jgroups.util.UUID.randomUUID()).isEmpty());
        assertTrue(RaftIds.brokerOf(null).isEmpty());
        assertEquals(Optional.of(A), RaftIds.brokerOf(a));
    }
}

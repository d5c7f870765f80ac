package io.gokafka.consensus.jgroups.stack;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.wire.Rpc;
import io.gokafka.consensus.jgroups.wire.RpcCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.util.MessageBatch;
import org.jspecify.annotations.Nullable;

/**
 * The place of {@link RAFT} in a group's stack, with a data path of its own: JGroups-raft's names, addresses and questions
 * ("who are the members, who leads, what is a majority") are answered from the replica's state, its queue, its log access
 * and its messages are not used. Messages go beside JGroups' retransmission and flow control, because Raft repeats what it
 * misses and a replica limits what is on its way.
 *
 * <p><b>Threading.</b> {@link #send} is for any thread. The questions are asked on the group's own thread.
 */
public final class GroupRaft extends RAFT {
    private final GroupPort port;
    private final SubView subView;
    private volatile @Nullable Address leaderAddress;

    /** For a replica. */
    public GroupRaft(GroupPort port, SubView subView, BrokerId self) {
        this.port = port;
        this.subView = subView;
        setId(RAFT_ID);
        raftId(self.value());
    }

    /** Sends a message; it is dropped when the receiver is out of reach. */
    public void send(BrokerId to, Rpc rpc, byte[] payload, int offset, int length) {
        Optional<Address> address = subView.addressOf(to);
        if (address.isPresent()) {
            Message message = length == 0
                    ? new EmptyMessage(address.get())
                    : new BytesMessage(address.get(), payload, offset, length);
            message.putHeader(id, new RpcHeader(RpcCodec.encode(rpc)));
            message.setFlag(Message.Flag.NO_RELIABILITY, Message.Flag.NO_FC);
            down_prot.down(message);
        }
    }

    /** Tells who leads now, so that {@link GroupElection} notices when that very process leaves. */
    public void leaderIs(Optional<BrokerId> leader) {
        leaderAddress = leader.flatMap(subView::addressOf).orElse(null);
    }

    @Override
    public @Nullable Object up(Message message) {
        RpcHeader header = message.getHeader(id);
        if (header == null) {
            return up_prot.up(message);
        }
        handle(message, header);
        return null;
    }

    @Override
    public void up(MessageBatch batch) {
        for (Iterator<Message> each = batch.iterator(); each.hasNext(); ) {
            Message message = each.next();
            RpcHeader header = message.getHeader(id);
            if (header != null) {
                each.remove();
                handle(message, header);
            }
        }
        if (!batch.isEmpty()) {
            up_prot.up(batch);
        }
    }

    private void handle(Message message, RpcHeader header) {
        Optional<BrokerId> sender = subView.senderOf(message);
        if (sender.isEmpty()) {
            return; // of an earlier life of a broker, or ahead of the view
        }
        try {
            Rpc rpc = RpcCodec.decode(header.encoded());
            ByteBuffer payload = message.hasPayload()
                    ? ByteBuffer.wrap(message.getArray(), message.getOffset(), message.getLength())
                            .slice()
                    : ByteBuffer.allocate(0);
            port.received(sender.get(), rpc, payload);
        } catch (IOException e) {
            log.warn("%s: dropped a message of %s: %s", local_addr, sender.get(), e.getMessage());
        }
    }

    @Override
    public void init() {
        // the inherited queue, thread and address generator are not used
    }

    @Override
    public void start() {
        // the replica has its log
    }

    @Override
    public void stop() {
        // and keeps it
    }

    @Override
    public Object down(Event event) {
        return down_prot.down(event);
    }

    @Override
    public Object up(Event event) {
        return up_prot.up(event);
    }

    @Override
    public void handleView(View view) {
        // GroupElection does
    }

    @Override
    public List<String> members() {
        return port.voters().stream().map(BrokerId::value).toList();
    }

    @Override
    public int majority() {
        return port.voters().size() / 2 + 1;
    }

    @Override
    public boolean isLeader() {
        return port.leads();
    }

    @Override
    public long currentTerm() {
        return port.term();
    }

    @Override
    public @Nullable Address leader() {
        return leaderAddress;
    }

    /** The replica knows its leader and term. */
    @Override
    public RAFT setLeaderAndTerm(@Nullable Address leader) {
        return this;
    }
}

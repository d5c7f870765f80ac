package io.gokafka.broker.request;

import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.RequestContext;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.peer.MetadataLeader;
import io.gokafka.broker.peer.Peers;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives producers their ids, from a block that this broker takes from the metadata at a time. What is left of it when the broker
 * stops is never given.
 *
 * <p>Threading: safe for use by several threads; while one takes a block, the others wait.
 */
final class ProducerIds implements BlockingHandler<InitProducer, InitProducer.Result> {
    private static final InitProducer BLOCK = new InitProducer();

    private final ClusterMetadata metadata;
    private final MetadataLeader leader;
    private final ReentrantLock lock = new ReentrantLock();
    private long next;
    private long end;

    ProducerIds(ClusterMetadata metadata, MetadataLeader leader) {
        this.metadata = metadata;
        this.leader = leader;
    }

    /** Another broker asks for a block: the answer is its first id. */
    @Override
    public InitProducer.Result answer(InitProducer request, RequestContext context) throws InterruptedException {
        if (context.clientId().equals(Peers.CLIENT_ID)) {
            return takeBlock(context);
        }
        lock.lockInterruptibly();
        try {
            if (next == end) {
                next = takeBlock(RequestContext.LOCAL).producerId();
                end = next + ClusterMetadata.PRODUCER_IDS;
            }
            return new InitProducer.Result(next++, (short) 0);
        } finally {
            lock.unlock();
        }
    }

    private InitProducer.Result takeBlock(RequestContext context) throws InterruptedException {
        return leader.apply(BLOCK, metadata::takeProducerIds, context);
    }
}

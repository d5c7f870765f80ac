package io.gokafka.transport.grpc.server;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A listening socket that closes what goes beyond a number of connections, before anything is read from it. */
final class BoundedAcceptor extends NioServerSocketChannel {
    private static final System.Logger LOG = System.getLogger(BoundedAcceptor.class.getName());

    private final int limit;
    private final AtomicInteger open = new AtomicInteger();
    private boolean full; // says so once each time; only the accepting thread looks at it

    BoundedAcceptor(int limit) {
        this.limit = limit;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        int before = accepted.size();
        int result = super.doReadMessages(accepted);
        for (int i = accepted.size() - 1; i >= before; i--) {
            Channel connection = (Channel) accepted.get(i);
            if (open.get() < limit) {
                open.incrementAndGet();
                full = false;
                connection.closeFuture().addListener(_ -> open.decrementAndGet());
            } else {
                accepted.remove(i);
                refuse(connection);
            }
        }
        return result;
    }

    private void refuse(Channel connection) {
        connection.unsafe().closeForcibly();
        if (!full) {
            full = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "connections are refused: there are {0}, see grpc-max-connections",
                    limit);
        }
    }
}

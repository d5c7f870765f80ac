package io.gokafka.transport.grpc.client;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a client: two daemons for sockets and time, made on first use, and virtual ones for answers. Closing leaves
 * none behind.
 */
final class ClientThreads implements AutoCloseable {
    private static final int SOCKET_THREADS = 2;

    private final EventLoopGroup sockets = new MultiThreadIoEventLoopGroup(
            SOCKET_THREADS, new DefaultThreadFactory("grpc-client", true), NioIoHandler.newFactory());
    private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closing;

    EventLoopGroup sockets() {
        return sockets;
    }

    ExecutorService answers() {
        return answers;
    }

    /** No connections are made any more. */
    void beginClose() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    @Override
    public void close() {
        sockets.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        answers.shutdown();
    }
}

package io.gokafka.transport.grpc.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one listener, which end with it.
 *
 * @param accepting takes connections
 * @param reading moves bytes
 * @param calls carries out requests: a virtual thread each, so it may wait
 */
record ServerThreads(EventLoopGroup accepting, EventLoopGroup reading, ExecutorService calls) implements AutoCloseable {
    static ServerThreads start() {
        return new ServerThreads(
                group(1, "grpc-accept"),
                group(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8), "grpc-io"),
                Executors.newVirtualThreadPerTaskExecutor());
    }

    private static EventLoopGroup group(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    /** Calls first: they still have an end to send. */
    @Override
    public void close() {
        calls.shutdown();
        try {
            calls.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        reading.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}

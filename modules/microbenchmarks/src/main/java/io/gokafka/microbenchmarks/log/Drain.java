package io.gokafka.microbenchmarks.log;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A connection of the loopback interface whose peer reads all that comes and forgets it. */
final class Drain implements AutoCloseable {
    private static final int READ = 1 << 20;

    private final SocketChannel channel;
    private final Thread reader;

    private Drain(SocketChannel channel, Thread reader) {
        this.channel = channel;
        this.reader = reader;
    }

    static Drain open() throws IOException {
        try (ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            SocketChannel channel = SocketChannel.open(server.getLocalAddress());
            SocketChannel peer = server.accept();
            return new Drain(channel, Thread.ofPlatform().daemon().start(() -> drain(peer)));
        }
    }

    private static void drain(SocketChannel peer) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(READ);
        try (peer) {
            while (peer.read(bytes) >= 0) {
                bytes.clear();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the peer of a benchmark broke", e);
        }
    }

    SocketChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

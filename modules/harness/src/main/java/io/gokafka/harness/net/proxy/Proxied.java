package io.gokafka.harness.net.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/**
 * One connection to a broker's service, and the one that the proxy makes in turn. Each direction has a thread that fills its pipe
 * and one that drains it through the {@link Gates}, so a direction that is held back holds nothing else.
 *
 * <p>An end of either side, orderly or not, is passed on after the bytes before it, when its direction is open. Interrupting the
 * threads is how it is ended from outside.
 */
final class Proxied {
    private static final int OPENING_MS = 10_000;
    private static final int CHUNK_BYTES = 16 * 1024;

    private final Socket client;
    private final InetSocketAddress service;
    private final int serviceAt;
    private final Gates gates;
    private final Executor threads;
    private final CountDownLatch drained = new CountDownLatch(2);

    Proxied(Socket client, InetSocketAddress service, int serviceAt, Gates gates, Executor threads) {
        this.client = client;
        this.service = service;
        this.serviceAt = serviceAt;
        this.gates = gates;
        this.threads = threads;
    }

    /**
     * Passes bytes until both directions have ended, or the connection cannot be made.
     *
     * @throws IOException when whose it is cannot be found out, or the service cannot be connected to
     */
    void run(Opening.Reader reader) throws IOException, InterruptedException {
        Pipe there = new Pipe();
        Pipe back = new Pipe();
        try (client) {
            client.setTcpNoDelay(true);
            client.setSoTimeout(OPENING_MS);
            Opening opening = reader.read(client.getInputStream());
            client.setSoTimeout(0);
            there.put(opening.read(), opening.read().length);
            threads.execute(() -> fill(client, there));
            // As without a proxy: who gives up before the connection is there was never heard of.
            if (gates.awaitLink(opening.place(), serviceAt, there::ended)) {
                pass(opening.place(), there, back);
            }
        } finally {
            there.end();
            back.end();
        }
    }

    private void pass(int clientAt, Pipe there, Pipe back) throws IOException, InterruptedException {
        try (Socket server = new Socket()) {
            server.connect(service);
            server.setTcpNoDelay(true);
            threads.execute(() -> fill(server, back));
            threads.execute(() -> drain(there, clientAt, serviceAt, server));
            threads.execute(() -> drain(back, serviceAt, clientAt, client));
            drained.await();
        } catch (IOException e) {
            client.setSoLinger(true, 0); // a reset is the nearest to "connection refused"
            throw e;
        }
    }

    private void fill(Socket source, Pipe pipe) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            int n = source.getInputStream().read(chunk);
            while (n >= 0 && pipe.put(chunk, n)) {
                n = source.getInputStream().read(chunk);
            }
        } catch (IOException e) {
            // a reset is passed on as an end: whoever still writes to it is told by a reset of its own
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the proxy closes
        } finally {
            pipe.end();
            gates.wake();
        }
    }

    private void drain(Pipe pipe, int from, int to, Socket sink) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            for (int n = pipe.take(chunk); n >= 0; n = pipe.take(chunk)) {
                write(chunk, n, from, to, sink.getOutputStream());
            }
            gates.awaitOpen(from, to);
            sink.shutdownOutput();
        } catch (IOException e) {
            close(sink); // it is gone; its other direction ends by that, and tells the source once it may
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the proxy closes
        } finally {
            drained.countDown();
        }
    }

    private void write(byte[] chunk, int length, int from, int to, OutputStream out)
            throws IOException, InterruptedException {
        int done = 0;
        while (done < length) {
            int n = gates.admit(from, to, length - done);
            out.write(chunk, done, n);
            done += n;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // its descriptor is released all the same
        }
    }
}

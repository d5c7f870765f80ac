package io.gokafka.harness.net.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * What JGroups sends first on each TCP connection: {@code bela}, its version (2 bytes), the length of what follows (2), and the
 * sender's advertised address: length of the IP (1), the IP, a scope (4) for IPv6, the port (2).
 *
 * <p>See {@code TcpConnection.sendLocalAddress} and {@code IpAddress.writeTo} of JGroups 5.5.
 */
final class RaftPreamble implements Opening.Reader {
    private static final byte[] COOKIE = {'b', 'e', 'l', 'a'};
    private static final int HEAD_BYTES = COOKIE.length + 4;
    private static final int LONGEST_ADDRESS = 1 + 16 + 4 + 2;
    private static final int SHORTEST_ADDRESS = 1 + 2;

    private final IntFunction<OptionalInt> placeOfPort;

    /**
     * Of a network's brokers.
     *
     * @param placeOfPort whose advertised port it is
     */
    RaftPreamble(IntFunction<OptionalInt> placeOfPort) {
        this.placeOfPort = placeOfPort;
    }

    @Override
    public Opening read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        byte[] head = new byte[HEAD_BYTES];
        in.readFully(head);
        if (!Arrays.equals(COOKIE, Arrays.copyOf(head, COOKIE.length))) {
            throw new IOException("what connects does not begin as JGroups does");
        }
        int length = ByteBuffer.wrap(head).getShort(HEAD_BYTES - 2);
        if (length < SHORTEST_ADDRESS || length > LONGEST_ADDRESS) {
            throw new IOException("what connects gives an address of " + length + " bytes");
        }
        byte[] all = Arrays.copyOf(head, HEAD_BYTES + length);
        in.readFully(all, HEAD_BYTES, length);
        int port = Short.toUnsignedInt(ByteBuffer.wrap(all).getShort(all.length - 2));
        int place = placeOfPort
                .apply(port)
                .orElseThrow(() -> new IOException("no broker's replication is advertised at port " + port));
        return new Opening(place, all);
    }
}

package io.gokafka.distribution.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.jspecify.annotations.NullMarked;

/** A connection that sends what no client would. One thread at a time. */
@NullMarked
final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final DataOutputStream out;
    private final DataInputStream in;
    private int correlation;

    /** Connects to one broker, {@code host:port}. */
    RawConnection(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        socket.setSoTimeout(30_000);
        out = new DataOutputStream(socket.getOutputStream());
        in = new DataInputStream(socket.getInputStream());
    }

    /** Sends a request and reads its answer's body. */
    ByteBufferAccessor call(ApiKeys api, short version, ApiMessage request) throws IOException {
        send(api, version, request);
        return receive(api.responseHeaderVersion(version));
    }

    /** Sends a request without waiting for its answer. */
    void send(ApiKeys api, short version, ApiMessage request) throws IOException {
        RequestHeaderData header = header(api.id, version);
        short headerVersion = api.requestHeaderVersion(version);
        frame(bytes(header, headerVersion), bytes(request, version));
    }

    /** Sends a header with any API key and version, and nothing behind it. */
    void sendHeader(short key, short version, short headerVersion) throws IOException {
        frame(bytes(header(key, version), headerVersion));
    }

    /** Sends bytes as they are, without a length before them. */
    void sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next answer's body. */
    ByteBufferAccessor receive(short headerVersion) throws IOException {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        ByteBufferAccessor body = new ByteBufferAccessor(ByteBuffer.wrap(frame));
        int answered = new ResponseHeaderData(body, headerVersion).correlationId();
        if (answered != correlation) {
            throw new IOException("answer " + answered + " to request " + correlation);
        }
        return body;
    }

    /** Whether the broker closes this connection without another byte. */
    boolean isClosedByBroker() throws IOException {
        try {
            in.readInt();
            return false;
        } catch (EOFException e) {
            return true;
        } catch (java.net.SocketException e) {
            return true; // a reset is an end as well
        }
    }

    private RequestHeaderData header(short key, short version) {
        return new RequestHeaderData()
                .setRequestApiKey(key)
                .setRequestApiVersion(version)
                .setCorrelationId(++correlation)
                .setClientId("raw");
    }

    private void frame(byte[]... parts) throws IOException {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        out.writeInt(length);
        for (byte[] part : parts) {
            out.write(part);
        }
        out.flush();
    }

    private static byte[] bytes(Message message, short version) {
        ObjectSerializationCache cache = new ObjectSerializationCache();
        ByteBuffer buffer = ByteBuffer.allocate(message.size(cache, version));
        message.write(new ByteBufferAccessor(buffer), cache, version);
        return buffer.array();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.gokafka.transport.kafka;

import io.gokafka.api.HostPort;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;

/** A client that sends what a test wants, byte by byte if need be. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RawClient(HostPort address) {
        try {
            socket = new Socket(address.host(), address.port());
            socket.setSoTimeout(20_000);
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request with its size in front. */
    static byte[] frame(short version, int correlation, ApiMessage body) {
        ApiKeys key = ApiKeys.forId(body.apiKey());
        return frame(key.requestHeaderVersion(version), version, correlation, body);
    }

    static byte[] frame(short headerVersion, short version, int correlation, ApiMessage body) {
        RequestHeaderData header = new RequestHeaderData()
                .setRequestApiKey(body.apiKey())
                .setRequestApiVersion(version)
                .setCorrelationId(correlation)
                .setClientId("raw");
        ObjectSerializationCache cache = new ObjectSerializationCache();
        int size = header.size(cache, headerVersion) + body.size(cache, version);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + size).putInt(size);
        header.write(new ByteBufferAccessor(bytes), cache, headerVersion);
        body.write(new ByteBufferAccessor(bytes), cache, version);
        return bytes.array();
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends, and does not mind when the server has closed the connection meanwhile. */
    void sendInVain(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException e) {
            assert e instanceof SocketException : e;
        }
    }

    /** The next answer: its correlation id and its body. */
    <A extends ApiMessage> A receive(int correlation, ApiKeys key, short version, A body) {
        try {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            ByteBufferAccessor accessor = new ByteBufferAccessor(ByteBuffer.wrap(bytes));
            ResponseHeaderData header = new ResponseHeaderData(accessor, key.responseHeaderVersion(version));
            if (header.correlationId() != correlation) {
                throw new AssertionError("answer to " + header.correlationId() + " instead of " + correlation);
            }
            body.read(accessor, version);
            if (accessor.remaining() > 0) {
                throw new AssertionError(accessor.remaining() + " bytes follow the answer");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server closes the connection, after answers or without. */
    boolean isClosedByServer() {
        try {
            while (in.read() >= 0) {
                // answers to what was well-formed
            }
            return true;
        } catch (EOFException | SocketException _) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

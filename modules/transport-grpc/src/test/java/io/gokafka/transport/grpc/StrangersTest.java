package io.gokafka.transport.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.InitProducer;
import io.gokafka.transport.grpc.codec.Mappings;
import io.gokafka.transport.grpc.proto.ClusterGrpc;
import io.gokafka.transport.grpc.proto.GroupsGrpc;
import io.gokafka.transport.grpc.proto.InitProducerRequest;
import io.gokafka.transport.grpc.proto.LogGrpc;
import io.gokafka.transport.grpc.proto.TopicsGrpc;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What does not speak the protocol loses its connection; others notice nothing, and the log stays clean. */
@Timeout(60)
final class StrangersTest {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final byte[] EMPTY_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
    private final Handler logHandler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private GrpcWorld world = new GrpcWorld(Map.of());

    @BeforeEach
    void listenToTheLog() {
        world.broker.answers(new InitProducer.Result(7, (short) 0));
        Logger.getLogger("").addHandler(logHandler);
    }

    @AfterEach
    void close() {
        Logger.getLogger("").removeHandler(logHandler);
        world.close();
    }

    @Test
    void randomBytesCostTheirSenderTheConnection() {
        byte[] garbage = new byte[100_000];
        new Random(42).nextBytes(garbage);
        sendAndAwaitClose(garbage);
        assertServesAndIsQuiet();
    }

    @Test
    void httpOneRequestCostsItsSenderTheConnection() {
        sendAndAwaitClose(bytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assertServesAndIsQuiet();
    }

    @Test
    void frameLargerThanAllowedCostsItsSenderTheConnection() {
        byte[] giant = {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0, 0, 1};
        sendAndAwaitClose(join(bytes(PREFACE), EMPTY_SETTINGS, giant, new byte[1000]));
        assertServesAndIsQuiet();
    }

    @Test
    void nonsenseFrameCostsItsSenderTheConnection() {
        byte[] dataOnStreamZero = {0, 0, 4, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4};
        sendAndAwaitClose(join(bytes(PREFACE), EMPTY_SETTINGS, dataOnStreamZero));
        assertServesAndIsQuiet();
    }

    @Test
    void kafkaRequestCostsItsSenderTheConnection() {
        sendAndAwaitClose(
                ByteBuffer.allocate(1000).putInt(996).putShort((short) 18).array());
        assertServesAndIsQuiet();
    }

    @Test
    void messageThatIsNoProtobufEndsItsCallOnly() {
        MethodDescriptor<byte[], byte[]> raw = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(LogGrpc.getProduceMethod().getFullMethodName())
                .setRequestMarshaller(new RawMarshaller())
                .setResponseMarshaller(new RawMarshaller())
                .build();
        byte[] garbage = new byte[100];
        java.util.Arrays.fill(garbage, (byte) 0xff);
        assertThrows(
                StatusRuntimeException.class,
                () -> ClientCalls.blockingUnaryCall(world.channel, raw, CallOptions.DEFAULT, garbage));
        assertServesAndIsQuiet();
    }

    @Test
    void messageAboveTheLimitIsRefusedBeforeItIsRead() {
        StatusRuntimeException e = assertThrows(
                StatusRuntimeException.class,
                () -> LogGrpc.newBlockingStub(world.channel).produce(ProduceRequests.batchOf(3 << 20)));
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, e.getStatus().getCode(), e.toString());
        assertEquals(List.of(), world.broker.received());
        assertServesAndIsQuiet();
    }

    @Test
    void connectionsBeyondTheLimitAreClosed() throws IOException {
        world.close();
        world = new GrpcWorld(Map.of("grpc-max-connections", "2"));
        world.broker.answers(new InitProducer.Result(7, (short) 0));
        assertServes();
        try (Socket second = new Socket("127.0.0.1", world.address().port());
                Socket third = new Socket("127.0.0.1", world.address().port())) {
            assertTrue(isClosed(third), "the third connection should be closed");
            assertFalse(isClosedBy(second, 10), "and that at once, not because it is silent, as the second is");
            assertServes();
        }
    }

    @Test
    void everyRpcOfTheApiIsServed() {
        Set<String> unmapped = Stream.of(
                        LogGrpc.getServiceDescriptor(),
                        TopicsGrpc.getServiceDescriptor(),
                        GroupsGrpc.getServiceDescriptor(),
                        ClusterGrpc.getServiceDescriptor())
                .flatMap(service -> service.getMethods().stream())
                .map(MethodDescriptor::getFullMethodName)
                .collect(Collectors.toSet());
        Mappings.ALL.forEach(mapping -> unmapped.remove(mapping.method().getFullMethodName()));
        assertEquals(Set.of("gokafka.v1.Log/ProduceStream", "gokafka.v1.Log/Consume"), unmapped); // the streams
    }

    private void sendAndAwaitClose(byte[] bytes) {
        try (Socket socket = new Socket("127.0.0.1", world.address().port())) {
            socket.setSoTimeout(15_000);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
                out.flush();
            } catch (SocketException _) {
                return; // closed while it was still being sent
            }
            assertTrue(isClosed(socket), "the connection should be closed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        return isClosedBy(socket, 15_000);
    }

    private static boolean isClosedBy(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            InputStream in = socket.getInputStream();
            in.transferTo(OutputStream.nullOutputStream()); // until the end, or a time-out
            return true;
        } catch (SocketException _) {
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    private void assertServesAndIsQuiet() {
        assertServes();
        List<LogRecord> traces =
                logged.stream().filter(r -> r.getThrown() != null).toList();
        assertEquals(
                List.of(),
                traces,
                () -> traces.getFirst().getLoggerName() + ": "
                        + traces.getFirst().getThrown());
    }

    private void assertServes() {
        assertEquals(
                7,
                LogGrpc.newBlockingStub(world.channel)
                        .initProducer(InitProducerRequest.getDefaultInstance())
                        .getProducerId());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        List<Byte> all = new ArrayList<>();
        for (byte[] part : parts) {
            for (byte b : part) {
                all.add(b);
            }
        }
        byte[] joined = new byte[all.size()];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = all.get(i);
        }
        return joined;
    }

    private static final class RawMarshaller implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

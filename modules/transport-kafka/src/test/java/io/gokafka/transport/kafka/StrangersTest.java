package io.gokafka.transport.kafka;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.Settings;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.tck.transport.ScriptedBroker;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.server.ServerSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that send what is not of the protocol lose their connection, and nothing else happens. */
@Timeout(120)
class StrangersTest {
    private static final long SEED = 20261123;

    private final KafkaWorld world = new KafkaWorld(Map.of("kafka-max-in-flight-bytes", "4MiB"));
    private final RawClient bystander = world.connect();

    @AfterEach
    void close() {
        assertFalse(ListenerTest.versions(bystander).apiKeys().isEmpty(), "other connections go on");
        bystander.close();
        world.close();
    }

    @Test
    void impossibleSizesCostTheConnection() {
        for (int size : new int[] {-1, 0, 7, Integer.MIN_VALUE, Integer.MAX_VALUE, KafkaWorld.MAX_REQUEST_BYTES + 1}) {
            refused(ByteBuffer.allocate(12).putInt(size).putShort((short) 3).array());
        }
    }

    @Test
    void unknownApisAndVersionsCostTheConnection() {
        for (short key : new short[] {-1, 17, 9999}) {
            refused(ByteBuffer.allocate(14).putInt(10).putShort(key).array());
        }
        for (short version : new short[] {-1, 2, 99}) {
            refused(ByteBuffer.allocate(14)
                    .putInt(10)
                    .putShort((short) 0)
                    .putShort(version)
                    .array());
        }
    }

    @Test
    void speakerOfAnotherProtocolLosesItsConnection() {
        refused("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    void everyApiStandsWhatRandomBytesAndCutAndFlippedRequestsDo() {
        Random random = new Random(SEED);
        for (Api<?> api : apis()) {
            for (int i = 0; i < 12; i++) {
                short version = (short) random.nextInt(api.oldest(), api.newest() + 1);
                sendAll(mutations(api.key(), version, random));
            }
        }
    }

    private void sendAll(List<byte[]> frames) {
        for (byte[] frame : frames) {
            try (RawClient stranger = world.connect()) {
                stranger.sendInVain(frame);
                assertTrue(stranger.isClosedByServer());
            }
        }
    }

    private static List<byte[]> mutations(ApiKeys key, short version, Random random) {
        List<byte[]> frames = new ArrayList<>();
        byte[] noise = new byte[random.nextInt(4, 300)];
        random.nextBytes(noise);
        short header = key.requestHeaderVersion(version);
        frames.add(headed(key, version, header, noise));
        byte[] counts = new byte[40];
        java.util.Arrays.fill(counts, (byte) (random.nextBoolean() ? 0x7f : 0xff));
        frames.add(headed(key, version, header, counts));
        ApiMessage empty = key.messageType.newRequest();
        byte[] good = encoded(empty, header, version);
        if (good.length > 0) {
            byte[] flipped = good.clone();
            flipped[random.nextInt(8, flipped.length)] ^= (byte) (1 << random.nextInt(8));
            frames.add(flipped);
            frames.add(java.util.Arrays.copyOf(good, random.nextInt(4, good.length)));
        }
        return frames;
    }

    private static byte[] encoded(ApiMessage empty, short header, short version) {
        try {
            return RawClient.frame(header, version, 1, empty);
        } catch (RuntimeException _) {
            return new byte[0]; // a request of this API cannot be empty
        }
    }

    private static byte[] headed(ApiKeys key, short version, short header, byte[] body) {
        int tags = header >= 2 ? 1 : 0;
        ByteBuffer frame = ByteBuffer.allocate(4 + 8 + 2 + tags + body.length);
        frame.putInt(frame.capacity() - 4)
                .putShort(key.id)
                .putShort(version)
                .putInt(1)
                .putShort((short) -1);
        frame.position(frame.position() + tags);
        return frame.put(body).array();
    }

    private static List<Api<?>> apis() {
        TransportContext context =
                new TransportContext(new ScriptedBroker(), Settings.defaults(), 1 << 20, TopicDirectory.EMPTY);
        return ServedApis.of(context, ServerSettings.of(Settings.defaults())).all();
    }

    private void refused(byte[] bytes) {
        try (RawClient stranger = world.connect()) {
            stranger.send(bytes);
            assertTrue(stranger.isClosedByServer());
        }
    }
}

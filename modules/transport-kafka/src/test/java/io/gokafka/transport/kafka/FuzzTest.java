package io.gokafka.transport.kafka;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.Settings;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.tck.transport.ScriptedBroker;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.server.ServerSettings;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of every version of every API with random values, good and spoilt: nothing of them stays. */
@Timeout(120)
class FuzzTest {
    private static final long SEED = 848;
    private static final int CONNECTIONS = 12;

    private final KafkaWorld world = new KafkaWorld(
            Map.of("kafka-max-in-flight-bytes", "1MiB", "kafka-max-connections", Integer.toString(CONNECTIONS)));
    private final Random random = new Random(SEED);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void noRequestTakesAThreadOrMemoryForEver() {
        RandomRequests requests = new RandomRequests(random);
        ErrorCode[] codes = ErrorCode.values();
        world.broker.answersWith(request -> answer(request, codes[Math.floorMod(request.hashCode(), codes.length)]));
        for (Api<?> api : apis()) {
            for (short version = api.oldest(); version <= api.newest(); version++) {
                byte[] good = requests.frame(api, version);
                send(List.of(good));
                send(requests.spoilt(good));
            }
        }
        assertFalse(world.broker.received().isEmpty());
        KafkaWorld.await("all connections are free", this::allConnectionsAreFree);
        KafkaWorld.await("all memory is free", this::memoryIsFree);
    }

    /** What waits for others is given up with its client. */
    private static CompletableFuture<?> answer(Request<?> request, ErrorCode code) {
        return switch (request) {
            case Fetch _, JoinGroup _, SyncGroup _ -> new CompletableFuture<>();
            case Produce _ -> CompletableFuture.completedFuture(new Produce.Result(0, 0));
            case Metadata _ ->
                CompletableFuture.completedFuture(
                        new Metadata.Result("c", List.of(), Optional.empty(), List.of(), List.of(), Map.of()));
            default -> CompletableFuture.failedFuture(new RequestException(code, "it is so"));
        };
    }

    private void send(List<byte[]> frames) {
        for (byte[] frame : frames) {
            try (RawClient stranger = world.connect()) {
                stranger.sendInVain(frame);
                assertTrue(stranger.isClosedByServer());
            }
        }
    }

    private boolean allConnectionsAreFree() {
        List<RawClient> all = Stream.generate(world::connect).limit(CONNECTIONS).toList();
        try {
            all.forEach(client ->
                    assertFalse(ListenerTest.versions(client).apiKeys().isEmpty()));
            return true;
        } catch (UncheckedIOException _) {
            return false;
        } finally {
            all.forEach(RawClient::close);
        }
    }

    private boolean memoryIsFree() {
        byte[] records = ListenerTest.batch(new byte[(1 << 20) - 1000]);
        try (RawClient client = world.connect()) {
            client.send(RawClient.frame((short) 9, 1, ListenerTest.produce(-1, records)));
            client.receive(1, ApiKeys.PRODUCE, (short) 9, new ProduceResponseData());
            return true;
        } catch (UncheckedIOException _) {
            return false; // the connections of a moment ago may not have ended yet
        }
    }

    private static List<Api<?>> apis() {
        TransportContext context =
                new TransportContext(new ScriptedBroker(), Settings.defaults(), 1 << 20, TopicDirectory.EMPTY);
        return ServedApis.of(context, ServerSettings.of(Settings.defaults())).all();
    }
}

package io.gokafka.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.Durability;
import io.gokafka.api.storage.LogConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BrokerConfigTest {
    @Test
    void nothingSetGivesASingleBrokerOnLoopback() {
        BrokerConfig config = BrokerConfig.from(Settings.defaults());

        assertEquals(new BrokerId("node1"), config.id());
        assertEquals(Path.of("./data/node1"), config.dataDirectory());
        assertEquals(HostPort.parse("127.0.0.1:19092"), config.listeners().raft());
        assertEquals(config.listeners().raft(), config.listeners().raftAdvertised());
        assertEquals(List.of(), config.joinAddresses());
        assertEquals(new BrokerConfig.PluginChoice("file", "jgroups", List.of("grpc", "kafka")), config.plugins());
        assertEquals(Durability.SYNC, config.durability());
        assertEquals(LogConfig.DEFAULT, config.log());
        assertEquals(new BrokerConfig.TopicDefaults(true, 1, 3, 8), config.topics());
        assertEquals(new BrokerConfig.Limits(1_048_588, 16 << 20), config.limits());
    }

    @Test
    void dataDirectoryFollowsTheIdUnlessItIsNamed() {
        assertEquals(Path.of("./data/b"), from("id", "b").dataDirectory());
        assertEquals(
                Path.of("/srv/b/log"),
                from("id", "b", "data-dir", "/srv/${id}/log").dataDirectory());
        assertTrue(refused(() -> from("data-dir", " ")).contains("name a folder"));
    }

    @Test
    void advertisedAddressIsTheBoundOneUnlessItIsNamed() {
        var listeners = from("raft-addr", "0.0.0.0:1", "raft-advertised-addr", "here:2", "http-addr", "127.0.0.1:0")
                .listeners();

        assertEquals(HostPort.parse("here:2"), listeners.raftAdvertised());
        assertEquals(HostPort.parse("127.0.0.1:7"), listeners.httpAdvertised(HostPort.parse("127.0.0.1:7")));
    }

    @Test
    void wildcardWithoutAnAdvertisedAddressIsRefused() {
        assertEquals(
                "setting 'raft-addr' is 0.0.0.0:19092, which others cannot connect to; set 'raft-advertised-addr' to"
                        + " the address under which they reach this broker",
                refused(() -> from("raft-addr", "0.0.0.0:19092")));
        assertTrue(refused(() -> from("http-addr", "[::]:80")).contains("http-advertised-addr"));
        assertTrue(refused(() -> from("raft-advertised-addr", "0.0.0.0:1")).contains("cannot connect"));
    }

    @Test
    void emptyValueOfAKeyWithoutDefaultMeansUnset() {
        Settings settings = ConfigLoader.load(
                        Optional.empty(),
                        Map.of(),
                        Map.of("raft-advertised-addr", "", "join-addr", "", "plugin-dirs", ""))
                .resolve(BrokerKeys.all());

        assertEquals(List.of(), BrokerConfig.from(settings).joinAddresses());
    }

    @Test
    void raftAddressNeedsAPort() {
        assertTrue(refused(() -> from("raft-addr", "127.0.0.1:0")).contains("port 0"));
    }

    @Test
    void joinAddressesAreAList() {
        assertEquals(
                List.of(HostPort.parse("a:1"), HostPort.parse("[::1]:2")),
                from("join-addr", "a:1 , [::1]:2,").joinAddresses());
        assertTrue(refused(() -> from("join-addr", "a:1,b")).contains("'b' is not an address"));
    }

    @Test
    void twoListenersOfOneAddressAreRefused() {
        assertEquals(
                "settings 'raft-addr' (127.0.0.1:8080) and 'http-addr' (127.0.0.1:8080) are the same listener; give"
                        + " each its own port",
                refused(() -> from("raft-addr", "127.0.0.1:8080")));
        assertTrue(refused(() -> from("http-addr", "0.0.0.0:19092", "http-advertised-addr", "a:1"))
                .contains("the same listener"));
    }

    @Test
    void listenerOfAPluginIsComparedAsWell() {
        List<ConfigKey<?>> keys = new ArrayList<>(BrokerKeys.all());
        keys.add(ConfigKey.address("grpc-addr", "127.0.0.1:9092", ""));
        LoadedConfig loaded = ConfigLoader.load(Optional.empty(), Map.of(), Map.of("http-addr", "127.0.0.1:9092"));

        assertTrue(refused(() -> loaded.resolve(keys)).contains("'grpc-addr' (127.0.0.1:9092) are the same listener"));
    }

    @Test
    void portsThatTheSystemChoosesDoNotCollide() {
        List<ConfigKey<?>> keys = new ArrayList<>(BrokerKeys.all());
        keys.add(ConfigKey.address("grpc-addr", "127.0.0.1:0", ""));

        ConfigLoader.load(Optional.empty(), Map.of(), Map.of("http-addr", "127.0.0.1:0"))
                .resolve(keys);
    }

    @Test
    void batchThatFitsIntoNoRequestIsRefused() {
        assertTrue(refused(() -> from("max-record-bytes", "2MiB", "max-request-bytes", "2MiB"))
                .contains("lower the first or raise the second"));
    }

    @Test
    void transportsAreAtLeastOneAndNoneTwice() {
        assertTrue(refused(() -> from("transports", " , ")).contains("at least one transport"));
        assertTrue(refused(() -> from("transports", "grpc,grpc")).contains("none twice"));
    }

    private static BrokerConfig from(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return BrokerConfig.from(new Settings(values));
    }

    private static String refused(Executable action) {
        return String.valueOf(assertThrows(ConfigException.class, action).getMessage());
    }
}

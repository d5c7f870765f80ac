package io.gokafka.transport.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.Settings;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.api.transport.Transport;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.api.transport.TransportException;
import io.gokafka.tck.transport.ScriptedBroker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the listener is, and what clients are told of it. */
class AddressTest {
    private static Transport start(Map<String, String> settings) {
        return new KafkaTransportProvider()
                .start(new TransportContext(
                        new ScriptedBroker(), new Settings(settings), 1 << 20, TopicDirectory.EMPTY));
    }

    @Test
    void brokersOfOneMachineThatChooseNoAddressDoNotGetIntoEachOthersWay() {
        Transport one = start(Map.of());
        Transport two = start(Map.of());
        try (RawClient first = new RawClient(one.advertisedAddress());
                RawClient second = new RawClient(two.advertisedAddress())) {
            assertNotEquals(one.boundAddress(), two.boundAddress());
            assertFalse(ListenerTest.versions(first).apiKeys().isEmpty());
            assertFalse(ListenerTest.versions(second).apiKeys().isEmpty());
        } finally {
            one.close();
            two.close();
        }
    }

    @Test
    void addressThatWasChosenAndIsTakenIsAnErrorThatSaysWhatToDo() {
        Transport one = start(Map.of("kafka-addr", "127.0.0.1:0"));
        try {
            Map<String, String> same = Map.of("kafka-addr", one.boundAddress().toString());
            String message =
                    assertThrows(TransportException.class, () -> start(same)).getMessage();
            assertTrue(String.valueOf(message).contains("choose another port with kafka-addr"), message);
        } finally {
            one.close();
        }
    }

    @Test
    void hostThatIsUnknownIsAnError() {
        assertThrows(TransportException.class, () -> start(Map.of("kafka-addr", "no.such.host.invalid:1")));
    }

    @Test
    void listenerOnAllAddressesMustSayWhichOneClientsShallUse() {
        Map<String, String> all = Map.of("kafka-addr", "0.0.0.0:0");
        String message = assertThrows(ConfigException.class, () -> start(all)).getMessage();
        assertTrue(String.valueOf(message).contains("kafka-advertised-addr"), message);
        Transport told = start(Map.of("kafka-addr", "0.0.0.0:0", "kafka-advertised-addr", "broker.example:0"));
        try {
            assertEquals(new HostPort("broker.example", told.boundAddress().port()), told.advertisedAddress());
        } finally {
            told.close();
        }
    }
}

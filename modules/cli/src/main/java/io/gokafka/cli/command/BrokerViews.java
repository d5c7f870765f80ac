package io.gokafka.cli.command;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.text.JsonWriter;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the commands about brokers have in common. */
final class BrokerViews {
    private BrokerViews() {}

    /** The only plain argument: a broker's id. */
    static BrokerId id(Invocation invocation) {
        String id = invocation.plain().required("ID");
        invocation.plain().end();
        try {
            return new BrokerId(id);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(String.valueOf(e.getMessage()));
        }
    }

    static String addresses(BrokerInfo broker) {
        return new TreeMap<>(broker.endpoints())
                .entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    /** The fields of a broker, within an object that the caller ends. */
    static void fields(JsonWriter json, BrokerInfo broker) {
        json.field("id", broker.id().value())
                .field("number", broker.number())
                .name("alive")
                .value(broker.alive())
                .name("endpoints")
                .object();
        new TreeMap<>(broker.endpoints()).forEach((name, address) -> json.field(name, address.toString()));
        json.endObject();
    }
}

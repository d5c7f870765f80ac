package io.gokafka.cli.command;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.text.JsonWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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

    /** The value of a flag: ids of brokers, with commas between. */
    static List<BrokerId> ids(String flag, String text) {
        try {
            List<BrokerId> ids = Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(BrokerId::new)
                    .toList();
            if (Set.copyOf(ids).size() < ids.size()) {
                throw new IllegalArgumentException("'" + text + "' names a broker twice");
            }
            return ids;
        } catch (IllegalArgumentException e) {
            throw CliException.usage(flag + ": " + e.getMessage());
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

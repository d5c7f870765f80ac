package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigKey;
import java.util.List;
import java.util.stream.Stream;

/** The keys that a broker understands whatever its plugins: those of this package's {@code *Keys} classes. */
public final class BrokerKeys {
    private BrokerKeys() {}

    /** All of them, in the order of the reference. */
    public static List<ConfigKey<?>> all() {
        return Stream.of(
                        IdentityKeys.all(),
                        PluginKeys.all(),
                        LogKeys.all(),
                        TopicKeys.all(),
                        RetentionKeys.all(),
                        LimitKeys.all(),
                        IntegrityKeys.all())
                .<ConfigKey<?>>flatMap(List::stream)
                .toList();
    }
}

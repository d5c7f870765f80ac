package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigKey;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings in environment variables: {@code GOKAFKA_} and the key in upper case, with {@code _} for {@code -} and {@code .}, as
 * {@code GOKAFKA_GRPC_ADDR} for {@code grpc-addr}. Two different characters become one, so a variable's key is found among the
 * known keys and not computed from its name.
 */
public final class EnvironmentNames {
    private static final String PREFIX = "GOKAFKA_";

    /** What the launcher reads. */
    private static final Set<String> LAUNCHER =
            Set.of("GOKAFKA_HOME", "GOKAFKA_JVM_OPTS", "GOKAFKA_HEAP", "GOKAFKA_AOT_TRAIN");

    /** Kubernetes sets these in each container when a service is named gokafka; they must not stop a broker. */
    private static final Pattern KUBERNETES = Pattern.compile("GOKAFKA_(SERVICE_(HOST|PORT(_\\w+)?)|PORT(_\\w+)?)");

    private EnvironmentNames() {}

    /** The variable that sets a key. */
    public static String of(ConfigKey<?> key) {
        return PREFIX + key.name().toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** The variables of an environment that are meant as settings, by name. */
    static Map<String, String> settingsOf(Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)
                    && !LAUNCHER.contains(name)
                    && !KUBERNETES.matcher(name).matches()) {
                settings.put(name, value);
            }
        });
        return settings;
    }
}

package io.gokafka.broker.config;

import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Two listeners cannot have one address. Told here, the operator learns which two settings collide; told by the system, that some
 * port is in use. Plugins' listeners are known by their keys: an address whose name ends with {@code -addr}.
 */
final class ListenerCheck {
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "*", "0:0:0:0:0:0:0:0");

    private record Listener(String key, HostPort address) {}

    private ListenerCheck() {}

    static void check(Settings settings, Collection<ConfigKey<?>> known) {
        List<Listener> seen = new ArrayList<>();
        for (ConfigKey<?> key : known) {
            if (isListener(key) && settings.get(key) instanceof HostPort address && address.port() != 0) {
                Listener listener = new Listener(key.name(), address);
                seen.forEach(other -> refuseSame(other, listener));
                seen.add(listener);
            }
        }
    }

    /** Whether an address stands for all of the machine's: good to listen on, useless to connect to. */
    static boolean isWildcard(HostPort address) {
        return WILDCARDS.contains(address.host());
    }

    private static boolean isListener(ConfigKey<?> key) {
        return key.name().endsWith("-addr")
                && !key.name().endsWith("-advertised-addr")
                && !key.name().equals(IdentityKeys.JOIN_ADDR.name())
                && !key.defaultText().isBlank();
    }

    private static void refuseSame(Listener one, Listener other) {
        boolean samePort = one.address().port() == other.address().port();
        boolean sameHost = one.address().host().equals(other.address().host())
                || isWildcard(one.address())
                || isWildcard(other.address());
        if (samePort && sameHost && !one.key().equals(other.key())) {
            throw new ConfigException("settings '" + one.key() + "' (" + one.address() + ") and '" + other.key() + "' ("
                    + other.address() + ") are the same listener; give each its own port");
        }
    }
}

package io.gokafka.transport.kafka.server;

import io.gokafka.transport.kafka.api.Api;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The APIs that are served, by their keys. {@code ApiVersions} is always among them, and tells exactly what the others serve.
 *
 * <p>Immutable.
 */
public final class KafkaApis {
    private final SortedMap<Short, Api<?>> byKey;

    private KafkaApis(SortedMap<Short, Api<?>> byKey) {
        this.byKey = byKey;
    }

    /**
     * Takes all APIs but {@code ApiVersions}.
     *
     * @throws IllegalArgumentException when two serve the same key, or one has versions that its messages do not have
     */
    public static KafkaApis of(Collection<Api<?>> apis) {
        List<Api<?>> all = new ArrayList<>(apis);
        all.add(new ApiVersionsApi(apis));
        SortedMap<Short, Api<?>> byKey = new TreeMap<>();
        for (Api<?> api : all) {
            checkVersions(api);
            if (byKey.put(api.key().id, api) != null) {
                throw new IllegalArgumentException("two APIs serve " + api.key());
            }
        }
        return new KafkaApis(byKey);
    }

    private static void checkVersions(Api<?> api) {
        boolean ordered = api.oldest() <= api.newest();
        if (!ordered
                || !api.key().isVersionSupported(api.oldest())
                || !api.key().isVersionSupported(api.newest())) {
            throw new IllegalArgumentException("versions " + api.oldest() + " to " + api.newest() + " of " + api.key()
                    + " are not those of the codec");
        }
    }

    /** The API of a key. */
    public Optional<Api<?>> find(short key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** All of them, by key. */
    public List<Api<?>> all() {
        return List.copyOf(byKey.values());
    }
}

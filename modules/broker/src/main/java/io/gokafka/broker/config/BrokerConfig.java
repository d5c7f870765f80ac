package io.gokafka.broker.config;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.Durability;
import io.gokafka.api.storage.LogConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A broker's own configuration; its plugins read theirs from the same {@link Settings}.
 *
 * @param id its name
 * @param dataDirectory where it keeps everything; may not exist yet
 * @param listeners the addresses of its own listeners
 * @param joinAddresses members of a cluster to join; empty when it starts one, or is a member already
 * @param plugins the plugins it uses
 * @param durability what an acknowledgement means
 * @param log how its logs are kept
 * @param topics what topics are like by default
 * @param retention what is deleted, and when
 * @param limits what it refuses
 * @param shutdownTimeout how long handing over leadership may take when it stops
 */
public record BrokerConfig(
        BrokerId id,
        Path dataDirectory,
        Listeners listeners,
        List<HostPort> joinAddresses,
        PluginChoice plugins,
        Durability durability,
        LogConfig log,
        TopicDefaults topics,
        Retention retention,
        Limits limits,
        Duration shutdownTimeout) {
    public BrokerConfig {
        joinAddresses = List.copyOf(joinAddresses);
    }

    /**
     * The broker's own listeners; those of transports are the transports' business.
     *
     * @param raft where it listens for other brokers
     * @param raftAdvertised where they find it
     * @param http where it serves health and status; port 0 for any
     * @param httpAdvertised where others find that, when it is not the address it is bound to
     */
    public record Listeners(HostPort raft, HostPort raftAdvertised, HostPort http, Optional<HostPort> httpAdvertised) {
        /** Where others find the status server, given the address it got. */
        public HostPort httpAdvertised(HostPort bound) {
            return httpAdvertised.orElse(bound);
        }
    }

    /**
     * Plugins by name.
     *
     * @param transports at least one, none twice
     */
    public record PluginChoice(String storage, String consensus, List<String> transports) {
        public PluginChoice {
            transports = List.copyOf(transports);
        }
    }

    /**
     * What a topic is like when nobody says otherwise.
     *
     * @param autoCreate whether first use creates a topic
     * @param partitions of a topic that does not say
     * @param replicationFactor of a topic that does not say, and of internal topics
     * @param offsetsPartitions of the internal topic of consumer groups
     */
    public record TopicDefaults(boolean autoCreate, int partitions, int replicationFactor, int offsetsPartitions) {}

    /**
     * What is deleted of topics that do not say, and when.
     *
     * @param maxAgeMillis the age of records, in milliseconds; -1 for no limit
     * @param maxBytes the size of a partition; -1 for no limit
     * @param checkInterval how often it is looked at
     * @param producerExpiration after how long a silent producer is forgotten
     * @param compactionMemory bytes for the keys of a log that is compacted
     */
    public record Retention(
            long maxAgeMillis,
            long maxBytes,
            Duration checkInterval,
            Duration producerExpiration,
            long compactionMemory) {}

    /**
     * Sizes, in bytes.
     *
     * @param maxRecordBytes the largest batch
     * @param maxRequestBytes the largest request
     */
    public record Limits(int maxRecordBytes, int maxRequestBytes) {}

    /**
     * Reads it.
     *
     * @throws ConfigException when a value is not allowed, or two do not go together
     */
    public static BrokerConfig from(Settings settings) {
        BrokerId id = settings.get(IdentityKeys.ID);
        return new BrokerConfig(
                id,
                dataDirectory(settings, id),
                listeners(settings),
                settings.get(IdentityKeys.JOIN_ADDR),
                plugins(settings),
                settings.get(LogKeys.DURABILITY),
                new LogConfig(settings.get(LogKeys.SEGMENT_BYTES), settings.get(LogKeys.SEGMENT_AGE)),
                topics(settings),
                retention(settings),
                limits(settings),
                settings.get(LimitKeys.SHUTDOWN_TIMEOUT));
    }

    private static Path dataDirectory(Settings settings, BrokerId id) {
        String text = settings.get(IdentityKeys.DATA_DIR).toString();
        if (text.isBlank()) {
            throw new ConfigException("setting '" + IdentityKeys.DATA_DIR.name()
                    + "' is empty; name a folder, or remove the setting to use " + IdentityKeys.DATA_DIR.defaultText());
        }
        return Path.of(text.replace(IdentityKeys.ID_PLACEHOLDER, id.value()));
    }

    private static Listeners listeners(Settings settings) {
        ListenerCheck.check(settings, IdentityKeys.all());
        HostPort raft = settings.get(IdentityKeys.RAFT_ADDR);
        if (raft.port() == 0) {
            // Other brokers keep this address in the cluster's metadata and must find the broker there after a restart.
            throw new ConfigException(
                    "setting 'raft-addr' has port 0: it needs a port that stays the same; allowed: 1 to 65535");
        }
        Optional<HostPort> raftAdvertised =
                advertised(settings, IdentityKeys.RAFT_ADDR, IdentityKeys.RAFT_ADVERTISED_ADDR);
        return new Listeners(
                raft,
                raftAdvertised.orElse(raft),
                settings.get(IdentityKeys.HTTP_ADDR),
                advertised(settings, IdentityKeys.HTTP_ADDR, IdentityKeys.HTTP_ADVERTISED_ADDR));
    }

    private static Optional<HostPort> advertised(
            Settings settings, ConfigKey<HostPort> bindKey, ConfigKey<HostPort> advertisedKey) {
        String text = settings.values().getOrDefault(advertisedKey.name(), "");
        if (!LoadedConfig.isUnset(advertisedKey, text)) {
            return Optional.of(reachable(advertisedKey, settings.get(advertisedKey)));
        }
        HostPort bind = settings.get(bindKey);
        if (ListenerCheck.isWildcard(bind)) {
            throw new ConfigException(
                    "setting '" + bindKey.name() + "' is " + bind + ", which others cannot connect to; set '"
                            + advertisedKey.name() + "' to the address under which they reach this broker");
        }
        return Optional.empty();
    }

    private static HostPort reachable(ConfigKey<HostPort> key, HostPort address) {
        if (ListenerCheck.isWildcard(address) || address.port() == 0) {
            throw new ConfigException("setting '" + key.name() + "' is " + address
                    + ", which others cannot connect to; name a host they can resolve, and its port");
        }
        return address;
    }

    private static PluginChoice plugins(Settings settings) {
        List<String> transports = settings.get(PluginKeys.TRANSPORTS);
        if (transports.isEmpty() || transports.stream().distinct().count() != transports.size()) {
            throw new ConfigException("setting 'transports' has the value '" + String.join(",", transports)
                    + "': name at least one transport, and none twice");
        }
        return new PluginChoice(settings.get(PluginKeys.STORAGE), settings.get(PluginKeys.CONSENSUS), transports);
    }

    private static TopicDefaults topics(Settings settings) {
        return new TopicDefaults(
                settings.get(TopicKeys.AUTO_CREATE_TOPICS),
                settings.get(TopicKeys.DEFAULT_PARTITIONS),
                settings.get(TopicKeys.DEFAULT_REPLICATION_FACTOR),
                settings.get(TopicKeys.OFFSETS_TOPIC_PARTITIONS));
    }

    private static Retention retention(Settings settings) {
        return new Retention(
                settings.get(RetentionKeys.RETENTION_TIME),
                settings.get(RetentionKeys.RETENTION_BYTES),
                settings.get(RetentionKeys.CHECK_INTERVAL),
                settings.get(RetentionKeys.PRODUCER_ID_EXPIRATION),
                settings.get(RetentionKeys.COMPACTION_MEMORY));
    }

    private static Limits limits(Settings settings) {
        long record = settings.get(LimitKeys.MAX_RECORD_BYTES);
        long request = settings.get(LimitKeys.MAX_REQUEST_BYTES);
        if (record + LimitKeys.REQUEST_OVERHEAD_BYTES > request) {
            throw new ConfigException(
                    "setting 'max-record-bytes' (" + record + ") does not fit into 'max-request-bytes' ("
                            + request + "), which must be " + LimitKeys.REQUEST_OVERHEAD_BYTES
                            + " bytes larger; lower the first or raise the second");
        }
        return new Limits(Math.toIntExact(record), Math.toIntExact(request));
    }
}

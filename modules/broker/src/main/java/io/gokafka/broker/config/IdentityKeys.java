package io.gokafka.broker.config;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigKey;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Who a broker is, where it listens and which cluster it joins. */
public final class IdentityKeys {
    /** In {@link #DATA_DIR}: stands for the broker's id. */
    static final String ID_PLACEHOLDER = "${id}";

    public static final ConfigKey<BrokerId> ID = new ConfigKey<>(
            "id",
            "node1",
            "1 to 64 of A-Z a-z 0-9 . _ -, beginning with a letter or digit",
            "This broker's name, unique in its cluster. It is written into the data directory, which serves one name"
                    + " only.",
            BrokerId::new);

    public static final ConfigKey<Path> DATA_DIR = ConfigKey.path(
            "data-dir",
            "./data/" + ID_PLACEHOLDER,
            "Where logs, votes and snapshots are kept; " + ID_PLACEHOLDER
                    + " stands for the broker's id. A relative path starts at the working directory.");

    public static final ConfigKey<HostPort> RAFT_ADDR = ConfigKey.address(
            "raft-addr",
            "127.0.0.1:19092",
            "Where this broker listens for the other brokers' replication traffic. Whoever reaches it can write to the"
                    + " cluster: keep it in a private network.");

    public static final ConfigKey<HostPort> RAFT_ADVERTISED_ADDR = ConfigKey.address(
            "raft-advertised-addr",
            "",
            "The address of raft-addr as the other brokers reach it. Unset, it is raft-addr itself; needed when that is"
                    + " a wildcard such as 0.0.0.0.");

    public static final ConfigKey<HostPort> HTTP_ADDR = ConfigKey.address(
            "http-addr", "127.0.0.1:8080", "Where /health/live, /health/ready and /cluster answer over HTTP.");

    public static final ConfigKey<HostPort> HTTP_ADVERTISED_ADDR = ConfigKey.address(
            "http-advertised-addr",
            "",
            "The address of http-addr as others reach it. Unset, it is http-addr itself; needed when that is a wildcard"
                    + " such as 0.0.0.0.");

    public static final ConfigKey<List<HostPort>> JOIN_ADDR = new ConfigKey<>(
            "join-addr",
            "",
            "host:port, comma separated",
            "Members of the cluster to join, by their client or HTTP address; any one that answers will do. Unset, a"
                    + " new broker starts a cluster of its own. A broker that is a member already comes back without it.",
            IdentityKeys::addresses);

    private IdentityKeys() {}

    /** All keys of this class, in the order of the reference. */
    public static List<ConfigKey<?>> all() {
        return List.of(ID, DATA_DIR, RAFT_ADDR, RAFT_ADVERTISED_ADDR, HTTP_ADDR, HTTP_ADVERTISED_ADDR, JOIN_ADDR);
    }

    private static List<HostPort> addresses(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(HostPort::parse)
                .toList();
    }
}

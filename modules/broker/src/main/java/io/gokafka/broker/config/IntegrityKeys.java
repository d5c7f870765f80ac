package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigKey;
import java.time.Duration;
import java.util.List;

/** How stored data is looked after. */
public final class IntegrityKeys {
    public static final ConfigKey<Long> DISK_RESERVE = ConfigKey.bytes(
            "disk-reserve",
            "256MiB",
            0,
            1L << 40,
            "With less space than this on the disk of data-dir, no records are accepted until there is space again; reads go"
                    + " on. Of a disk smaller than twenty times this, a twentieth is kept back. 0: nothing is.");

    public static final ConfigKey<Long> SCRUB_RATE = ConfigKey.bytes(
            "scrub-rate",
            "8MiB",
            0,
            1L << 40,
            "How many bytes a second are read in the background to find damage in stored data before anybody needs it. 0: it"
                    + " is not looked for.");

    public static final ConfigKey<Duration> SCRUB_INTERVAL = ConfigKey.duration(
            "scrub-interval",
            "7d",
            Duration.ofSeconds(1),
            Duration.ofDays(365),
            "How often each log is read as a whole for that, if scrub-rate allows.");

    private IntegrityKeys() {}

    /** All keys of this class, in the order of the reference. */
    public static List<ConfigKey<?>> all() {
        return List.of(DISK_RESERVE, SCRUB_RATE, SCRUB_INTERVAL);
    }
}

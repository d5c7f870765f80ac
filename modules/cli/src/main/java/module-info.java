/**
 * The command line: it starts brokers, and uses them through the client.
 *
 * <p>A command is a class of {@code io.gokafka.cli.command} with annotated fields, which JCommander sets by reflection; therefore that
 * package, and no other, is open to it. Transports are plugins: nothing here depends on one.
 */
module io.gokafka.cli {
    requires io.gokafka.api;
    requires io.gokafka.broker;
    requires io.gokafka.client;
    requires java.logging;
    requires jcommander;
    requires static org.jspecify;

    opens io.gokafka.cli.command to
            jcommander;

    // The JDK makes the log manager by its name.
    exports io.gokafka.cli.local to
            java.logging;
}

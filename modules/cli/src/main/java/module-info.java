/** The command line. */
module io.gokafka.cli {
    requires io.gokafka.api;
    requires io.gokafka.broker;
    requires io.gokafka.client;
    requires jcommander;
    requires static org.jspecify;

    opens io.gokafka.cli to
            jcommander;
}

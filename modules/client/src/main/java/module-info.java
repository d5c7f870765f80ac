/** The Java client that applications and the command line use. */
module io.gokafka.client {
    requires transitive io.gokafka.api;
    requires static org.jspecify;
}

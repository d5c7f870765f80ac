/** The broker: partitions, groups, metadata, requests, plugins. */
module io.gokafka.broker {
    requires transitive io.gokafka.api;
    requires java.logging;
    requires jdk.httpserver;
    requires static org.jspecify;
}

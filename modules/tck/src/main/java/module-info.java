/** Contract tests for plugin authors: a plugin passes by subclassing one contract with one factory method. */
module io.gokafka.tck {
    requires transitive io.gokafka.api;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;
}

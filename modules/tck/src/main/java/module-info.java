/**
 * Contract tests for plugin authors: a plugin passes by subclassing one contract with one factory method.
 *
 * <ul>
 *   <li>{@code io.gokafka.tck.storage}: the contract of a storage, and a storage in memory;
 *   <li>{@code io.gokafka.tck.consensus}: the contract of a consensus;
 *   <li>{@code io.gokafka.tck.transport}: the contract of a transport that has both ends.
 * </ul>
 */
module io.gokafka.tck {
    requires transitive io.gokafka.api;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.gokafka.tck.consensus;
    exports io.gokafka.tck.storage;
    exports io.gokafka.tck.transport;
}

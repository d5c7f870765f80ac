/**
 * Contract tests for plugin authors: a plugin passes by subclassing one contract with one factory method.
 *
 * <ul>
 *   <li>{@code io.gokafka.tck.storage}: the contracts of a storage, those for crashes among them, and a storage in memory;
 *   <li>{@code io.gokafka.tck.consensus}: the contract of a consensus;
 *   <li>{@code io.gokafka.tck.transport}: the contract of a transport that has both ends.
 * </ul>
 *
 * <p>Packages are open for JUnit. {@code docs/writing-a-plugin.md} shows how a plugin uses it.
 */
module io.gokafka.tck {
    requires transitive io.gokafka.api;
    requires io.gokafka.faultydisk;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.gokafka.tck.consensus;
    exports io.gokafka.tck.storage;
    exports io.gokafka.tck.transport;

    opens io.gokafka.tck.consensus;
    opens io.gokafka.tck.storage;
    opens io.gokafka.tck.transport;
}

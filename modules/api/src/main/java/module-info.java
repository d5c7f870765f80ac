/**
 * The values and service-provider interfaces of gokafka. A plugin author needs this module and nothing else; it has no
 * third-party dependency.
 *
 * <ul>
 *   <li>{@code io.gokafka.api}: names and addresses that everything shares;
 *   <li>{@code io.gokafka.api.record}: the record batch, the unit of storage, replication and transport;
 *   <li>{@code io.gokafka.api.config}: typed settings of plugins;
 *   <li>{@code io.gokafka.api.storage}: the storage SPI;
 *   <li>{@code io.gokafka.api.consensus}: the consensus SPI;
 *   <li>{@code io.gokafka.api.transport}: the transport SPI, both ends of a connection;
 *   <li>{@code io.gokafka.api.request}: what a transport asks of a broker, and the answers.
 * </ul>
 */
module io.gokafka.api {
    requires static transitive org.jspecify;

    exports io.gokafka.api;
    exports io.gokafka.api.config;
    exports io.gokafka.api.consensus;
    exports io.gokafka.api.record;
    exports io.gokafka.api.request;
    exports io.gokafka.api.storage;
    exports io.gokafka.api.transport;

    uses io.gokafka.api.record.RecordCodec;
}

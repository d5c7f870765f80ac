/**
 * The broker: what transports, storage and consensus have in common. It knows plugins by their SPI alone.
 *
 * <p>A record's way in: {@code request.ProduceHandler}, {@code partition.PartitionWriter}, {@code partition.Replica}, then consensus and
 * storage behind their SPIs. Its way out: {@code request.FetchHandler}, {@code partition.PartitionReader}.
 */
module io.gokafka.broker {
    requires transitive io.gokafka.api;
    requires java.logging;
    requires jdk.httpserver;
    requires static org.jspecify;

    exports io.gokafka.broker;
    exports io.gokafka.broker.config;
    exports io.gokafka.broker.offline;
    exports io.gokafka.broker.plugin;

    uses io.gokafka.api.consensus.ConsensusProvider;
    uses io.gokafka.api.storage.StorageProvider;
    uses io.gokafka.api.transport.ClientTransportProvider;
    uses io.gokafka.api.transport.TransportProvider;
}

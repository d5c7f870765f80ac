/**
 * The native API over gRPC: server and client. A plugin: nothing depends on it, so nothing is exported.
 *
 * <p>gRPC comes without module descriptors, so it must stay in this plugin's layer. Guava and perfmark, which it needs, are not
 * required here: all modules of a plugin's folder are resolved.
 */
module io.gokafka.transport.grpc {
    requires com.google.protobuf;
    requires io.gokafka.api;
    requires io.gokafka.transport.grpc.proto;
    requires io.grpc;
    requires io.grpc.netty;
    requires io.grpc.protobuf;
    requires io.grpc.stub;
    requires io.netty.common;
    requires io.netty.transport;
    requires java.logging; // gRPC and netty log stack traces of what strangers send: QuietLogs
    requires static org.jspecify;

    provides io.gokafka.api.transport.TransportProvider with
            io.gokafka.transport.grpc.GrpcTransportProvider;
    provides io.gokafka.api.transport.ClientTransportProvider with
            io.gokafka.transport.grpc.GrpcClientTransportProvider;
}

/** The native API over gRPC: server and client. */
module io.gokafka.transport.grpc {
    requires io.gokafka.api;
    requires io.gokafka.transport.grpc.proto;
    requires io.grpc;
    requires io.grpc.netty;
    requires io.grpc.protobuf;
    requires io.grpc.stub;
    requires static org.jspecify;
}

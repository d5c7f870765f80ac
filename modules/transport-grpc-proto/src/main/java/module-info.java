/** The native API as protobuf, and its generated classes. */
module io.gokafka.transport.grpc.proto {
    requires transitive com.google.protobuf;
    requires transitive io.grpc;
    requires transitive io.grpc.protobuf;
    requires transitive io.grpc.stub;
    requires com.google.common;

    exports io.gokafka.transport.grpc.proto;
}

package io.gokafka.transport.grpc.server;

import com.google.protobuf.Message;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.transport.grpc.codec.Mapping;
import io.gokafka.transport.grpc.codec.Mappings;
import io.gokafka.transport.grpc.codec.Methods;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The services of the API: one handler an rpc, grouped by the service that the rpc belongs to. */
final class Services {
    private final Requests broker;
    private final Limits limits;
    private final Drain drain;

    Services(Requests broker, Limits limits, Drain drain) {
        this.broker = broker;
        this.limits = limits;
        this.drain = drain;
    }

    List<ServerServiceDefinition> all() {
        Map<String, List<ServerMethodDefinition<?, ?>>> byService = methods().stream()
                .collect(Collectors.groupingBy(method ->
                        Objects.requireNonNull(method.getMethodDescriptor().getServiceName())));
        return byService.entrySet().stream()
                .map(service -> service(service.getKey(), service.getValue()))
                .toList();
    }

    private List<ServerMethodDefinition<?, ?>> methods() {
        List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
        Mappings.ALL.forEach(mapping -> methods.add(unary(mapping)));
        methods.add(
                ServerMethodDefinition.create(Methods.PRODUCE_STREAM, new ProduceStreamHandler(broker, limits, drain)));
        methods.add(ServerMethodDefinition.create(
                Methods.CONSUME, ServerCalls.asyncServerStreamingCall(new ConsumeHandler(broker, limits, drain))));
        return methods;
    }

    private <T extends Request<R>, R extends Response, Q extends Message, A extends Message>
            ServerMethodDefinition<Q, A> unary(Mapping<T, R, Q, A> mapping) {
        MethodDescriptor<Q, A> method = mapping.method();
        ServerCallHandler<Q, A> handler =
                ServerCalls.asyncUnaryCall(new UnaryHandler<>(mapping, broker, limits, drain));
        return ServerMethodDefinition.create(method, handler);
    }

    private static ServerServiceDefinition service(String name, List<ServerMethodDefinition<?, ?>> methods) {
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(name);
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(service::addMethod);
        return service.build();
    }
}

package io.gokafka.cli.local;

import io.gokafka.api.HostPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A broker of a cluster on this machine.
 *
 * @param id its name
 * @param grpc where clients connect
 * @param kafka where Kafka clients connect, if the brokers serve them
 * @param raft where other brokers connect
 * @param http where its health can be asked
 * @param dataDirectory where it keeps its data
 */
public record Node(
        String id, HostPort grpc, Optional<HostPort> kafka, HostPort raft, HostPort http, Path dataDirectory) {
    /** Whether it has run before, and so is a member already. */
    boolean hasData() {
        if (!Files.isDirectory(dataDirectory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(dataDirectory)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments that start it. */
    List<String> arguments(List<String> further) {
        List<String> arguments = new ArrayList<>(List.of(
                "server",
                "--id",
                id,
                "--grpc-addr",
                grpc.toString(),
                "--raft-addr",
                raft.toString(),
                "--http-addr",
                http.toString(),
                "--data-dir",
                dataDirectory.toString()));
        kafka.ifPresent(address -> arguments.addAll(List.of("--kafka-addr", address.toString())));
        arguments.addAll(further);
        return arguments;
    }
}

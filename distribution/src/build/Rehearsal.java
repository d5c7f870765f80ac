import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes a broker of a new image do what brokers do, while its JVM writes down for the AOT cache which classes that takes and
 * where its time goes: lead and follow, be written to and read from over both protocols, hand leadership over, stop. So those who
 * start it later find that ready.
 *
 * <p>Arguments: the image, and an empty folder. A single file, run by {@code java} with the Kafka clients of the image's plugin.
 */
final class Rehearsal {
    private static final int BROKERS = 3;
    private static final int RECORDS = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path launcher;
    private final Path folder;
    private final List<Broker> brokers = new ArrayList<>();

    private record Broker(String name, String grpc, String kafka, String raft, String http) {}

    private Rehearsal(Path image, Path folder) {
        this.launcher = image.resolve("bin/gokafka");
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        new Rehearsal(Path.of(args[0]), Path.of(args[1])).run();
    }

    private void run() throws Exception {
        List<String> ports = freeAddresses(4 * BROKERS);
        for (int i = 0; i < BROKERS; i++) {
            brokers.add(new Broker(
                    "node" + (i + 1), ports.get(4 * i), ports.get(4 * i + 1), ports.get(4 * i + 2), ports.get(4 * i + 3)));
        }
        List<Process> running = new ArrayList<>();
        try {
            Broker first = brokers.getFirst();
            Process recorded = start(first, Map.of("GOKAFKA_AOT_TRAIN", "1"), List.of());
            running.add(recorded);
            awaitReady(first);
            for (Broker other : brokers.subList(1, BROKERS)) {
                running.add(start(other, Map.of(), List.of("--join-addr", first.grpc())));
                awaitReady(other);
            }
            try {
                useIt();
            } finally {
                endAndWriteTheCache(recorded); // what was recorded until something failed is better than nothing
            }
        } finally {
            running.forEach(Process::destroyForcibly);
        }
    }

    /** It hands leadership over, ends, and then writes the cache. */
    private static void endAndWriteTheCache(Process recorded) throws InterruptedException {
        recorded.destroy();
        if (!recorded.waitFor(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the recorded broker does not end");
        }
    }

    private void useIt() throws Exception {
        Broker first = brokers.getFirst();
        List<String> create = new ArrayList<>(List.of("topics", "create", "rehearsal"));
        for (String leader : List.of("node1", "node1", "node1", "node1", "node2", "node3")) {
            String others = Stream.of("node1", "node2", "node3")
                    .filter(node -> !node.equals(leader))
                    .collect(Collectors.joining(","));
            create.addAll(List.of("--replicas", leader + "," + others));
        }
        command(create.toArray(String[]::new));
        for (int partition = 0; partition < 3; partition++) {
            command("produce", "--topic", "rehearsal", "--partition", "" + partition, "a record over gRPC");
        }
        produce(first.kafka());
        consume(first.kafka());
        command("consume", "--topic", "rehearsal", "--group", "grpc", "--from", "beginning", "--max-messages", "3");
        command("topics", "describe", "rehearsal");
    }

    private static void produce(String bootstrap) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>("rehearsal", i % 6, null, new byte[100]));
                if (i % 10 == 0) {
                    producer.flush(); // many small requests rather than few large ones
                }
            }
        }
    }

    private static void consume(String bootstrap) {
        for (String protocol : List.of("classic", "consumer")) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers", bootstrap,
                            "group.id", protocol,
                            "group.protocol", protocol,
                            "auto.offset.reset", "earliest"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                consumer.subscribe(List.of("rehearsal"));
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                int read = 0;
                while (read < RECORDS) {
                    read += consumer.poll(Duration.ofMillis(500)).count();
                    if (System.nanoTime() > deadline) {
                        throw new IllegalStateException(read + " of " + RECORDS + " records were read by " + protocol);
                    }
                }
                consumer.commitSync();
            }
        }
    }

    private Process start(Broker broker, Map<String, String> environment, List<String> further) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                launcher.toString(),
                "server",
                "--id",
                broker.name(),
                "--grpc-addr",
                broker.grpc(),
                "--kafka-addr",
                broker.kafka(),
                "--raft-addr",
                broker.raft(),
                "--http-addr",
                broker.http(),
                "--data-dir",
                folder.resolve(broker.name()).toString()));
        command.addAll(further);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Runs a command of the image's; the clients' part is rehearsed elsewhere, the broker's is what counts here. */
    private void command(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(launcher.toString()),
                        Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--bootstrap-server", brokers.getFirst().grpc())))
                .toList();
        end(new ProcessBuilder(command).inheritIO().start());
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(process.info().commandLine().orElse("a command") + " failed");
        }
    }

    private static void awaitReady(Broker broker) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + broker.http() + "/health/ready")).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline) {
                try {
                    if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // it does not listen yet
                }
                Thread.sleep(20);
            }
        }
        throw new IllegalStateException(broker.name() + " did not become ready");
    }

    /** Addresses that nobody listened at a moment ago, all different. */
    private static List<String> freeAddresses(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(s -> "127.0.0.1:" + s.getLocalPort()).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}

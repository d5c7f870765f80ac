package io.gokafka.cli.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.gokafka.api.record.Header;
import io.gokafka.api.request.Acks;
import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ExitCode;
import io.gokafka.cli.io.RecordLines;
import io.gokafka.cli.io.Terminal;
import io.gokafka.cli.text.Amounts;
import io.gokafka.cli.text.HeaderList;
import io.gokafka.cli.text.Progress;
import io.gokafka.cli.text.Texts;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.Producer;
import io.gokafka.client.ProducerConfig;
import io.gokafka.client.ProducerRecord;
import io.gokafka.client.RecordMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes records: one that is an argument, or a line each of a file or of standard input. */
final class ProduceCommand implements Command {
    @ParametersDelegate
    private final TargetOptions targetOptions = new TargetOptions();

    @Parameter(
            names = "--file",
            order = 3,
            placeholder = "FILE",
            description = "Read records from this file, one a line, instead of from standard input")
    private @Nullable Path file;

    @Parameter(names = "--key", order = 4, placeholder = "KEY", description = "The key of each record")
    private @Nullable String key;

    @Parameter(
            names = "--key-separator",
            order = 5,
            placeholder = "TEXT",
            description = "What stands between key and value in each line; \\t is a tab")
    private @Nullable String keySeparator;

    @Parameter(names = "--headers", order = 6, placeholder = "NAME=VALUE[,...]", description = "Headers of each record")
    private @Nullable String headers;

    @Parameter(
            names = "--acks",
            order = 7,
            placeholder = "none|leader|all",
            description =
                    "When a record counts as written: when it is sent, when the leader has it, when a majority of the"
                            + " replicas has it on disk (default all)")
    private Acks acks = Acks.ALL;

    @ParametersDelegate
    private final ConnectionOptions connection = new ConnectionOptions();

    @ParametersDelegate
    private final OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Invocation invocation) throws Exception {
        TargetOptions.Target target = targetOptions.resolve(connection, invocation.plain());
        @Nullable String value = invocation.plain().next();
        invocation.plain().end();
        RecordMaker maker = new RecordMaker(target, headerList());
        Optional<byte[]> separator = separator();
        checkTogether(value);
        ProducerConfig config = producerConfig();
        try (GokafkaClient client = connection.connect(invocation, Duration.ofSeconds(30));
                Producer producer = client.producer(config)) {
            if (value != null) {
                produceOne(producer, maker.make(keyBytes(), value.getBytes(StandardCharsets.UTF_8)), invocation);
            } else {
                produceLines(producer, maker, separator, invocation);
            }
        }
        return ExitCode.OK;
    }

    private ProducerConfig producerConfig() {
        ProducerConfig config = ProducerConfig.defaults().withAcks(acks);
        return connection.timeout().map(config::withDeliveryTimeout).orElse(config);
    }

    /**
     * Makes records that have in common where they go and what headers they have.
     *
     * @param target where to
     * @param headers of each of them
     */
    private record RecordMaker(TargetOptions.Target target, List<Header> headers) {
        ProducerRecord make(byte @Nullable [] key, byte[] value) {
            ProducerRecord record = ProducerRecord.of(target.topic(), key, value);
            if (!headers.isEmpty()) {
                record = record.withHeaders(headers);
            }
            return target.partition().isPresent()
                    ? record.withPartition(target.partition().getAsInt())
                    : record;
        }
    }

    private byte @Nullable [] keyBytes() {
        return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    }

    private List<Header> headerList() {
        try {
            return headers == null ? List.of() : HeaderList.parse(headers);
        } catch (IllegalArgumentException e) {
            throw CliException.usage("--headers: " + e.getMessage());
        }
    }

    private Optional<byte[]> separator() {
        if (keySeparator == null) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Texts.unescaped(keySeparator).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0) {
                return Optional.of(bytes);
            }
        } catch (IllegalArgumentException e) {
            throw CliException.usage("--key-separator: " + e.getMessage());
        }
        throw CliException.usage("--key-separator is empty; give at least one character");
    }

    private void checkTogether(@Nullable String value) {
        if (value != null && file != null) {
            throw CliException.usage("a value and --file exclude each other; leave out one of them");
        }
        if (value != null && keySeparator != null) {
            throw CliException.usage(
                    "--key-separator is for lines of a file or of standard input; give --key KEY instead");
        }
        if (key != null && keySeparator != null) {
            throw CliException.usage("--key and --key-separator exclude each other; leave out one of them");
        }
    }

    private void produceOne(Producer producer, ProducerRecord record, Invocation invocation) throws Exception {
        RecordMetadata sent = producer.send(record).get();
        String place = sent.partition() + (sent.offset() >= 0 ? "@" + sent.offset() : " (not acknowledged)");
        output.showLine(
                invocation.out(),
                place,
                json -> json.object()
                        .field("topic", sent.partition().topic())
                        .field("partition", sent.partition().partition())
                        .field("offset", sent.offset())
                        .field("timestamp", sent.timestamp())
                        .endObject());
    }

    private void produceLines(Producer producer, RecordMaker maker, Optional<byte[]> separator, Invocation invocation)
            throws IOException {
        Terminal terminal = invocation.terminal();
        Progress progress = new Progress(terminal.err(), Terminal.errorIsScreen(), System::nanoTime);
        Deliveries deliveries = new Deliveries(producer, progress);
        byte @Nullable [] keyBytes = keyBytes();
        invocation
                .stop()
                .onStop(() -> terminal.err().println("gokafka: stopped; " + deliveries.outcome()), Duration.ZERO);
        try (InputStream in = open(terminal)) {
            RecordLines lines = new RecordLines(in, file == null ? "standard input" : file.toString(), separator);
            for (var line = lines.next(); line != null && !deliveries.failed(); line = lines.next()) {
                deliveries.send(maker.make(separator.isPresent() ? line.key() : keyBytes, line.value()));
            }
        } catch (RuntimeException e) {
            throw deliveries.cutShort(e);
        }
        deliveries.end();
        summarise(maker.target().topic(), deliveries, progress.elapsed(), invocation);
    }

    private InputStream open(Terminal terminal) throws IOException {
        if (file != null) {
            return Files.newInputStream(file);
        }
        if (Terminal.inputIsKeyboard()) {
            terminal.err().println("reading records from standard input, one a line; end with Ctrl-D");
        }
        return terminal.in();
    }

    private void summarise(String topic, Deliveries deliveries, Duration time, Invocation invocation) {
        String text = Amounts.plural(deliveries.records(), "record") + " to " + topic + ", "
                + Amounts.bytes(deliveries.bytes()) + " in " + Amounts.seconds(time) + ", "
                + Amounts.rate(deliveries.bytes(), time);
        output.showLine(
                invocation.out(),
                text,
                json -> json.object()
                        .field("topic", topic)
                        .field("records", deliveries.records())
                        .field("bytes", deliveries.bytes())
                        .name("seconds")
                        .value(time.toMillis() / 1e3)
                        .endObject());
    }
}

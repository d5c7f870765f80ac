package io.gokafka.cli;

import io.gokafka.cli.command.Connector;
import io.gokafka.cli.io.Output;
import io.gokafka.cli.io.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs command lines as a shell would, in this process. */
final class Shell {
    private final Connector connector;
    private Map<String, String> environment = Map.of();
    private byte[] input = {};

    Shell(Connector connector) {
        this.connector = connector;
    }

    /** Without a cluster: a command that connects is a mistake. */
    static Shell alone() {
        return new Shell(config -> {
            throw new AssertionError("connects to " + config.bootstrapServers());
        });
    }

    /** How a command ended. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Result(int code, byte[] bytes, String err) {
        String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    Shell input(byte[] bytes) {
        input = bytes;
        return this;
    }

    Shell input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    Shell environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(new ByteArrayInputStream(input), new Output(out), errors, environment);
        int code = Main.run(args, terminal, connector);
        return new Result(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }
}

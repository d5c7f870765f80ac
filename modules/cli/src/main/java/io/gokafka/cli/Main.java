package io.gokafka.cli;

import io.gokafka.cli.command.Connector;
import io.gokafka.cli.command.PluginConnector;
import io.gokafka.cli.io.Output;
import io.gokafka.cli.io.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Runs a command, and exits with its code. */
    public static void main(String[] args) {
        // Not System.out: it would swallow that nobody reads any more, or that the disk is full.
        int code = run(args, System.in, new FileOutputStream(FileDescriptor.out), System.err);
        System.exit(code);
    }

    /**
     * Runs a command.
     *
     * @return the exit code
     */
    public static int run(String[] args, InputStream in, OutputStream out, PrintStream err) {
        return run(args, new Terminal(in, new Output(out), err, System.getenv()), new PluginConnector());
    }

    /** Runs a command in a world of the caller's. */
    static int run(String[] args, Terminal terminal, Connector connector) {
        return new CommandLine(terminal, connector).run(List.of(args)).code();
    }
}

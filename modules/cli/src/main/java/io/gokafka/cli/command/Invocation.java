package io.gokafka.cli.command;

import io.gokafka.cli.args.Plain;
import io.gokafka.cli.io.Output;
import io.gokafka.cli.io.StopSignal;
import io.gokafka.cli.io.Terminal;

/**
 * What a command runs with.
 *
 * @param terminal standard streams and environment
 * @param plain its plain arguments
 * @param connector opens clients
 * @param stop tells it to end, on Ctrl-C
 */
public record Invocation(Terminal terminal, Plain plain, Connector connector, StopSignal stop) {
    /** Standard output. */
    Output out() {
        return terminal.out();
    }
}

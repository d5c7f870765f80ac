package io.gokafka.cli.command;

import io.gokafka.cli.error.ExitCode;

/**
 * One command. Its annotated fields are set before it runs.
 *
 * <p><b>Failure.</b> It throws: {@link io.gokafka.cli.error.CliException} with a message for the user, or what the client and the
 * broker throw, which the caller puts into words.
 */
public interface Command {
    /** Does it. */
    ExitCode run(Invocation invocation) throws Exception;
}

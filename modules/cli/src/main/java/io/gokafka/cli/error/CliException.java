package io.gokafka.cli.error;

import org.jspecify.annotations.Nullable;

/** A command cannot go on. The message is for the user: what is wrong, what is allowed, what to do. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    private CliException(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The command line is wrong. */
    public static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message, null);
    }

    /** It was tried, and failed. */
    public static CliException failed(String message) {
        return new CliException(ExitCode.FAILED, message, null);
    }

    /** It was tried, and failed. */
    public static CliException failed(String message, Throwable cause) {
        return new CliException(ExitCode.FAILED, message, cause);
    }

    /** As another failure, with more to say. */
    public static CliException of(ExitCode exitCode, String message, Throwable cause) {
        return new CliException(exitCode, message, cause);
    }

    /** How the process shall end. */
    public ExitCode exitCode() {
        return exitCode;
    }
}

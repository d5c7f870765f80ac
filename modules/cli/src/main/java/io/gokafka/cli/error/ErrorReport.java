package io.gokafka.cli.error;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.transport.TransportException;
import io.gokafka.client.OperationTimeoutException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a user is told of a failure.
 *
 * @param message one line
 * @param exitCode how the process ends
 * @param isDefect whether it is a mistake of ours, so that the stack trace is shown without being asked for
 */
public record ErrorReport(String message, ExitCode exitCode, boolean isDefect) {
    /** Puts a failure into words. */
    public static ErrorReport of(Throwable failure) {
        return switch (failure) {
            case CliException e -> report(e.getMessage(), e.exitCode());
            case RequestException e -> report(e.getMessage(), exitCode(e.code()));
            case OperationTimeoutException e -> report(e.getMessage(), ExitCode.UNREACHABLE);
            case ConfigException e -> report(e.getMessage(), ExitCode.USAGE);
            case StorageException e -> report(e.getMessage(), ExitCode.FAILED);
            case TransportException e -> report(e.getMessage(), ExitCode.FAILED);
            case CompletionException e when e.getCause() != null -> of(e.getCause());
            case ExecutionException e when e.getCause() != null -> of(e.getCause());
            case UncheckedIOException e when e.getCause() != null -> of(e.getCause());
            case IOException e -> report(reason(e), ExitCode.FAILED);
            case InterruptedException e -> report("interrupted", ExitCode.INTERRUPTED);
            case OutOfMemoryError e ->
                report("not enough memory; give more by GOKAFKA_JVM_OPTS=-Xmx1g", ExitCode.FAILED);
            default ->
                new ErrorReport(
                        "this is a defect in gokafka, please report it: " + oneLine(failure.toString()),
                        ExitCode.FAILED,
                        true);
        };
    }

    private static ErrorReport report(@Nullable String message, ExitCode exitCode) {
        return new ErrorReport(oneLine(String.valueOf(message)), exitCode, false);
    }

    private static ExitCode exitCode(ErrorCode code) {
        return switch (code) {
            case UNAVAILABLE, TIMEOUT, NO_LEADER -> ExitCode.UNREACHABLE;
            default -> ExitCode.FAILED;
        };
    }

    /** File system exceptions say which file, but many of them not what is wrong with it. */
    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException f -> f.getFile() + " does not exist";
            case AccessDeniedException f -> f.getFile() + " may not be accessed by this user";
            case FileSystemException f ->
                f.getFile() + ": " + (f.getReason() == null ? f.getClass().getSimpleName() : f.getReason());
            case FileNotFoundException f -> String.valueOf(f.getMessage());
            default -> e.getMessage() == null ? e.getClass().getSimpleName().toLowerCase(Locale.ROOT) : e.getMessage();
        };
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}

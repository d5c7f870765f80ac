package io.gokafka.broker.disk;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a disk, or a quota, that is full from one that is broken: there is no exception of its own for it, only the system's message. */
public final class DiskFull {
    private static final List<String> MESSAGES = List.of("No space left on device", "Disk quota exceeded");

    private DiskFull() {}

    /** Whether a failure, or what caused it, is that there was no space. */
    public static boolean isCauseOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof IOException
                    && message != null
                    && MESSAGES.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}

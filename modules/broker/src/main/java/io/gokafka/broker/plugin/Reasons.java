package io.gokafka.broker.plugin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a failure and its causes on one line. */
final class Reasons {
    private static final int DEEPEST = 4;

    private Reasons() {}

    static String of(Throwable failure) {
        List<String> parts = new ArrayList<>();
        @Nullable Throwable next = failure;
        while (next != null && parts.size() < DEEPEST) {
            String text = text(next);
            // Exceptions that wrap another one often repeat its message.
            if (parts.stream().noneMatch(part -> part.contains(text))) {
                parts.add(text);
            }
            next = next.getCause();
        }
        return String.join(": ", parts);
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        // The message of a missing class is its name and nothing else.
        return failure instanceof LinkageError ? failure.getClass().getSimpleName() + " " + message : message;
    }
}

package io.gokafka.cli.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has of the outer world; tests bring their own.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param environment the environment's variables by name
 */
public record Terminal(InputStream in, Output out, PrintStream err, Map<String, String> environment) {

    /** A variable of the environment, unless it is unset or empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether standard input is a keyboard, at which somebody may be waiting. */
    public static boolean inputIsKeyboard() {
        return isTerminal(0);
    }

    /** Whether standard output is a screen. */
    public static boolean outputIsScreen() {
        return isTerminal(1);
    }

    /** Whether standard error is a screen, on which a line can be written over. */
    public static boolean errorIsScreen() {
        return isTerminal(2);
    }

    /** {@link java.io.Console} knows of input and output together only. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // not Linux: plain lines are never wrong
        }
    }
}

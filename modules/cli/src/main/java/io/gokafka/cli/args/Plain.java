package io.gokafka.cli.args;

import io.gokafka.cli.error.CliException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plain arguments of a command, taken from left to right. For one thread. */
public final class Plain {
    private final String usage;
    private final Deque<String> rest;

    /**
     * Arguments.
     *
     * @param usage the command as help shows it, for messages
     */
    public Plain(String usage, Collection<String> arguments) {
        this.usage = usage;
        rest = new ArrayDeque<>(arguments);
    }

    /** How many are left. */
    public int left() {
        return rest.size();
    }

    /** The next one, which stays. */
    public Optional<String> peek() {
        return Optional.ofNullable(rest.peekFirst());
    }

    /** Takes the next one, if there is one. */
    public @Nullable String next() {
        return rest.pollFirst();
    }

    /** Takes the next one, which must be there. */
    public String required(String name) {
        String argument = rest.pollFirst();
        if (argument == null) {
            throw CliException.usage(name + " is missing; write " + usage);
        }
        return argument;
    }

    /** There must be no more. */
    public void end() {
        String extra = rest.peekFirst();
        if (extra != null) {
            throw CliException.usage("'" + extra + "' is one argument too many; write " + usage);
        }
    }
}

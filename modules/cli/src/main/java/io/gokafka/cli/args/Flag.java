package io.gokafka.cli.args;

import java.util.List;

/**
 * A flag of a command.
 *
 * @param names its spellings, the first of them the usual one
 * @param placeholder stands for its value in help; empty when it takes none
 * @param description for people
 * @param takesValue whether a value follows it
 * @param isRepeatable whether it may be given more than once
 */
public record Flag(
        List<String> names, String placeholder, String description, boolean takesValue, boolean isRepeatable) {
    public Flag {
        names = List.copyOf(names);
    }

    /** The usual spelling. */
    public String name() {
        return names.getFirst();
    }

    /** As help shows it: {@code --id NAME}. */
    public String usage() {
        return String.join(", ", names) + (takesValue ? " " + placeholder : "");
    }
}

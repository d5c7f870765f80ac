package io.gokafka.cli.command;

/**
 * What there is to know of a command without making it.
 *
 * @param name the words that name it, as {@code topics create}
 * @param arguments its plain arguments, as help shows them; may be empty
 * @param summary one line
 */
public record CommandSpec(String name, String arguments, String summary) {
    /** As help shows it. */
    public String usage() {
        return "gokafka " + name + (arguments.isEmpty() ? "" : " " + arguments) + " [FLAGS]";
    }
}
